import type { ServerResponse } from 'node:http';
import { field, items, type KubeObject } from './api/objects.ts';
import { pickContainer } from './api/pick-container.ts';
import { notFound, badRequest } from './api/status.ts';
import type { RequestInfo } from './api/request-info.ts';
import { resourceOf } from './api/resources.ts';
import type { Contents } from './cluster-contents.ts';

interface Line {
  at: Date;
  text: string;
}

/** What a container that runs writes from now on, while somebody listens: a request that was answered. */
const EVERY_MS = 2000;

/**
 * Answers a request for a container's log: what it wrote when it began, and where it is followed a line from time to time
 * as long as the container runs. Throws an ApiStatus, in the kubelet's words where there is no log:
 * https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/kubelet_pods.go (validateContainerLogStatus)
 */
export function answerLog(response: ServerResponse, info: RequestInfo, { store, setupOf }: Contents): void {
  const { namespace = '', name = '', query } = info;
  const pod = store.get(resourceOf('Pod'), namespace, name);
  if (pod === undefined) throw notFound({ ...info, name });
  const container = pickContainer(pod, query.get('container'));
  const { began, isRunning, exit } = runOf(pod, container, query.get('previous') === 'true');
  const own = setupOf(namespace, name, container)?.log ?? '';
  const lines = own
    .split('\n')
    .slice(0, -1)
    .map((text, index): Line => ({ at: new Date(began.getTime() + index), text }));
  if (exit !== undefined && lines.length === 0) lines.push(exit);
  const written = (line: Line): string =>
    `${query.get('timestamps') === 'true' ? `${nanoseconds(line.at)} ` : ''}${line.text}\n`;
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.write(wanted(lines, query).map(written).join(''));
  if (query.get('follow') !== 'true' || !isRunning) return void response.end();
  response.flushHeaders();
  let count = 0;
  const timer = setInterval(() => {
    const now = runningSince(store.get(resourceOf('Pod'), namespace, name), container);
    if (now?.getTime() !== began.getTime()) return void response.end();
    count += 1;
    response.write(written({ at: new Date(), text: `request ${count} since you look, answered with 200` }));
  }, EVERY_MS);
  response.on('close', () => clearInterval(timer));
}

/** Which lines a request wants: the last ones, or those since a time. */
function wanted(lines: readonly Line[], query: URLSearchParams): Line[] {
  const since = Date.parse(query.get('sinceTime') ?? '') || 0;
  const tail = query.get('tailLines');
  const late = lines.filter(({ at }) => at.getTime() >= since);
  return tail === null ? late : late.slice(Math.max(0, late.length - Number(tail)));
}

interface Run {
  began: Date;
  isRunning: boolean;
  /** The last line of one that has ended, where its container has nothing else to say. */
  exit?: Line;
}

/** The run whose log is asked for. */
function runOf(pod: KubeObject, container: string, previous: boolean): Run {
  const status = statusOf(pod, container);
  const before = beginOf(pod, status, 'lastState.terminated');
  const running = runningSince(pod, container);
  const own = beginOf(pod, status, 'state.terminated') ?? before;
  const exit = (state: string): Pick<Run, 'exit'> => {
    const at = timeAt(status, `${state}.terminated.finishedAt`);
    const code = field(status, `${state}.terminated.exitCode`);
    return at === undefined || typeof code !== 'number'
      ? {}
      : { exit: { at, text: `exits with code ${code}` } };
  };
  const { name } = pod.metadata;
  if (previous) {
    if (before !== undefined) return { began: before, isRunning: false, ...exit('lastState') };
    throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  }
  if (running !== undefined) return { began: running, isRunning: true };
  if (own !== undefined) return { began: own, isRunning: false, ...exit('lastState'), ...exit('state') };
  const waiting = field(status, 'state.waiting.reason');
  const reason = typeof waiting === 'string' ? waiting : 'PodInitializing';
  throw badRequest(`container "${container}" in pod "${name}" is waiting to start: ${reason}`);
}

/** Since when a container runs; undefined where it does not. */
function runningSince(pod: KubeObject | undefined, container: string): Date | undefined {
  return beginOf(pod, statusOf(pod, container), 'state.running');
}

/** When a run began, as far as its status tells: its pod's creation otherwise. Undefined where there was no such run. */
function beginOf(pod: KubeObject | undefined, status: object | undefined, state: string): Date | undefined {
  if (field(status, state) === undefined) return undefined;
  return timeAt(status, `${state}.startedAt`) ?? timeAt(pod, 'metadata.creationTimestamp') ?? new Date(0);
}

function statusOf(pod: KubeObject | undefined, container: string): object | undefined {
  return ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses']
    .flatMap((list) => items<{ name: string }>(pod, `status.${list}`))
    .find(({ name }) => name === container);
}

function timeAt(status: object | undefined, path: string): Date | undefined {
  const at = field(status, path);
  return typeof at === 'string' ? new Date(at) : undefined;
}

/** As container runtimes write times. */
function nanoseconds(at: Date): string {
  return at.toISOString().replace('Z', '000001Z');
}
