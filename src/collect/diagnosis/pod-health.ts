import type { V1Pod } from '@kubernetes/client-node';
import type { ExitEvidence, PodHealthEvidence } from '../../contracts/diagnosis-evidence.ts';
import { idOf, list, record, text } from '../inventory/shape.ts';
import { podStatus } from '../pods/pod-status.ts';
import { timestamp } from '../pods/timestamp.ts';
import { cut } from './names.ts';

const LONGEST_STATUS = 100;
const LONGEST_MESSAGE = 500;

/** How a pod does, as `kubectl get pods` shows it; a pod of any shape is taken. */
export function podHealth(item: unknown): PodHealthEvidence {
  const { namespace, name } = idOf(item);
  const { spec, status } = record(item);
  const { nodeName } = record(spec);
  const statuses = containerStatuses(item);
  const exit = lastExitOf(statuses);
  return {
    namespace,
    pod: name,
    ...(typeof nodeName === 'string' && nodeName !== '' ? { node: nodeName } : {}),
    status: cut(statusOf(item), LONGEST_STATUS),
    ready: isReady(status),
    restarts: statuses.reduce<number>((sum, entry) => sum + restartsOf(entry), 0),
    lastExit: exit,
  };
}

/** How a container's last run ended, of its status; undefined when it never did. */
export function exitOf(containerStatus: unknown): ExitEvidence | undefined {
  const { state, lastState } = record(containerStatus);
  const now = record(record(state)['terminated']);
  const ended = typeof now['exitCode'] === 'number' ? now : record(record(lastState)['terminated']);
  const { exitCode, signal, reason, message } = ended;
  if (typeof exitCode !== 'number') return undefined;
  const began = timestamp(ended['startedAt']);
  const finished = timestamp(ended['finishedAt']);
  return {
    code: exitCode,
    ...(typeof signal === 'number' && signal !== 0 ? { signal } : {}),
    ...(text(reason) === '' ? {} : { reason: cut(text(reason), LONGEST_STATUS) }),
    ...(text(message) === '' ? {} : { message: cut(text(message), LONGEST_MESSAGE) }),
    startedAt: began,
    finishedAt: finished,
  };
}

/** The worst first: not ready, then killed for memory, then the latest exit, then the most restarts. */
export function worstFirst(pods: readonly PodHealthEvidence[]): PodHealthEvidence[] {
  return pods.toSorted(
    (a, b) =>
      Number(a.ready) - Number(b.ready) ||
      Number(wasKilledForMemory(b)) - Number(wasKilledForMemory(a)) ||
      newer(finishedAt(a), finishedAt(b)) ||
      b.restarts - a.restarts,
  );
}

/** Statuses of the containers that run as long as the pod does; of init containers those that restart with it. */
export function containerStatuses(item: unknown): unknown[] {
  return list(record(record(item)['status'])['containerStatuses']);
}

/** Restarts of a container by its status. */
export function restartsOf(containerStatus: unknown): number {
  const { restartCount } = record(containerStatus);
  return typeof restartCount === 'number' && Number.isSafeInteger(restartCount) ? restartCount : 0;
}

function finishedAt({ lastExit }: PodHealthEvidence): string {
  return lastExit?.finishedAt ?? '';
}

/** For sorting texts of times, the latest first. */
function newer(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}

function wasKilledForMemory({ lastExit }: PodHealthEvidence): boolean {
  return lastExit?.reason === 'OOMKilled';
}

function isReady(status: unknown): boolean {
  const conditions = list(record(status)['conditions']).map(record);
  return conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

function lastExitOf(statuses: readonly unknown[]): ExitEvidence | undefined {
  const exits = statuses.map(exitOf).filter((exit) => exit !== undefined);
  return exits.toSorted((a, b) => newer(a.finishedAt ?? '', b.finishedAt ?? ''))[0];
}

function statusOf(item: unknown): string {
  try {
    return text(podStatus(item as V1Pod)) || 'Unknown';
  } catch {
    // A pod of a shape that no API server gives.
    return 'Unknown';
  }
}
