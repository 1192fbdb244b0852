import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { LogContainer, LogEvent } from '../../contracts/log-events.ts';
import { EnvauditError, toProblem } from '../../errors.ts';
import { apiPath } from '../cluster/api-path.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { declaredValues } from '../pods/declared-values.ts';
import { defaultContainer } from './default-container.ts';
import { runsOf } from './container.ts';
import { readRun } from './read-run.ts';
import { createResume, type Resume } from './resume.ts';

export interface FollowRequest {
  cluster: Cluster;
  namespace: string;
  pod: string;
  /** As kubectl logs chooses, when absent. */
  container?: string | undefined;
  /** The log of the run before the present one, which is written no more. */
  previous: boolean;
  signal: AbortSignal;
  /** Milliseconds between two looks at a container that does not run, and after which a connection is made again. */
  pauseMs?: number;
}

/** Pauses grow up to so many times the first one. */
const LONGEST_PAUSE = 16;

/**
 * What a container has written lately, and what it writes from now on: over connections that end, and over its restarts.
 * It ends when there will be nothing more: the pod is gone, or its containers are over.
 * @throws EnvauditError where the log may not be read, or there is no such pod or container.
 */
export async function* followLog(request: FollowRequest): AsyncGenerator<LogEvent> {
  const { signal, pauseMs = 1000 } = request;
  const log: Followed = { resume: createResume() };
  let failures = 0;
  for (;;) {
    let pause = pauseMs;
    try {
      for await (const event of look(request, log)) {
        // That it is heard is news for who has been told that it is not.
        if (event.type !== 'heard' || failures > 0) yield event;
        if (event.type === 'over') return;
        failures = 0;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!mayPass(error, log)) throw error;
      failures += 1;
      pause *= Math.min(LONGEST_PAUSE, 2 ** failures);
      yield { type: 'heard', problem: toProblem(error), retryAt: Date.now() + pause };
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}

/** What was told so far. */
interface Followed {
  resume: Resume;
  container?: LogContainer;
  /** The run that was read last, and whether it had ended by then: then there is no more of it. */
  run?: string;
  isWhole?: boolean;
}

/** Looks at the container once, and reads its log as long as that goes on, if there is one that was not read yet. */
async function* look(request: FollowRequest, log: Followed): AsyncGenerator<LogEvent> {
  const { previous } = request;
  const pod = await podOf(request);
  if (pod === undefined && log.container === undefined) throw noPod(request);
  if (pod === undefined) return yield over('the pod is gone');
  const name = request.container ?? defaultContainer(pod);
  const { container, last, hasPrevious } = runsOf(pod, name);
  if (!container.all.includes(name)) throw noContainer(request, container);
  if (JSON.stringify(log.container) !== JSON.stringify(container)) yield { type: 'container', container };
  log.container = container;
  yield { type: 'heard' };
  if (previous && !hasPrevious) return yield over('there was no run before: it was never restarted');
  const isOther = last !== log.run;
  const goesOn = log.isWhole !== true && log.resume.isKnown();
  if (last !== undefined && (isOther || goesOn)) {
    if (isOther && log.run !== undefined) {
      log.resume.forget();
      yield { type: 'next-run', container };
    }
    log.run = last;
    log.isWhole = false;
    yield* linesOf(request, { name, values: declaredValues(pod) }, log);
    log.isWhole = container.state !== 'runs';
  }
  if (previous) return yield over('that run has ended');
  if (container.state === 'over') yield over('the pod has ended');
}

async function* linesOf(
  { cluster, namespace, pod, previous, signal }: FollowRequest,
  { name: container, values }: { name: string; values: readonly string[] },
  { resume }: Followed,
): AsyncGenerator<LogEvent> {
  const since = resume.since();
  resume.again();
  const run = { cluster, namespace, pod, container, previous, since, values, signal };
  for await (const { lines, skipped } of readRun(run)) {
    const fresh = lines.filter(({ at }) => resume.isNew(at));
    if (fresh.length > 0 || skipped > 0) yield { type: 'lines', lines: fresh, skipped };
  }
}

/** The pod as it is now; undefined where there is none of that name. */
async function podOf({ cluster, namespace, pod, signal }: FollowRequest): Promise<V1Pod | undefined> {
  try {
    return await cluster.get<V1Pod>(apiPath`/api/v1/namespaces/${namespace}/pods/${pod}`, { signal });
  } catch (error) {
    if (error instanceof EnvauditError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/**
 * What a moment later may be otherwise: the network, a server that is busy, a container that has just ended; and, for who
 * has read before, credentials that have expired.
 */
function mayPass(error: unknown, { container }: Followed): boolean {
  if (!(error instanceof EnvauditError)) return false;
  return PASSING.has(error.code) || (error.code === 'unauthorized' && container !== undefined);
}

const PASSING: ReadonlySet<string> = new Set([
  'unreachable',
  'timed-out',
  'server-error',
  'throttled',
  // The kubelet's words for a container that is not ready to be asked, and for one that has just gone.
  'api-error',
  'not-found',
]);

function over(why: string): LogEvent {
  return { type: 'over', why };
}

function noPod({ namespace, pod }: FollowRequest): EnvauditError {
  return new EnvauditError('pod-not-found', `there is no pod ${pod} in namespace ${namespace} any more`, {
    hint: `Look for the one that has come in its place: kubectl get pods -n ${namespace}`,
  });
}

function noContainer({ pod }: FollowRequest, { name, all }: LogContainer): EnvauditError {
  return new EnvauditError('container-not-found', `container ${name} is not valid for pod ${pod}`, {
    hint: `Its containers: ${all.join(', ')}.`,
  });
}
