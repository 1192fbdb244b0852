import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../../../contracts/evidence.ts';
import type { Link, LiveEvent } from '../../../contracts/live-events.ts';
import { toProblem } from '../../../errors.ts';
import type { ApiPath } from '../api-path.ts';
import type { Cluster, ListOptions, WatchEvent } from '../cluster.ts';
import { afterWatch, FOLLOW_TIMING, mayPass, pauseMs, type FollowTiming } from './backoff.ts';
import { createOddities, type Oddities } from './oddities.ts';

export interface FollowRequest {
  cluster: Pick<Cluster, 'list' | 'watch'>;
  path: ApiPath;
  options?: Pick<ListOptions, 'managedFields' | 'fieldSelector'> | undefined;
  signal: AbortSignal;
  /** Where an earlier one with the same memory was given up; it goes on from there. */
  memory?: FollowMemory | undefined;
  timing?: Partial<FollowTiming> | undefined;
}

/** What a list that is followed knows beside its items. */
export interface FollowMemory {
  /** Up to which version all is known; undefined: nothing is, and it has to be listed. */
  version: string | undefined;
  /** The last sign of life, in milliseconds since the epoch; undefined before the first look was over. */
  at: number | undefined;
  /** Failures in a row. */
  failures: number;
  oddities: Oddities;
}

export function createMemory(): FollowMemory {
  return { version: undefined, at: undefined, failures: 0, oddities: createOddities() };
}

/** How long a watch is asked for: five to ten minutes, as client-go's reflector does. */
const WATCH_SECONDS = 300;

/**
 * A list as it is and as it changes, for ever: it is listed page by page, then watched from the version of its first
 * page. What ends the watch is dealt with as client-go's reflector does: see {@link afterWatch}. Of `changes`, each
 * event has one.
 * @throws EnvauditError what is wrong with the first list, where that will not pass by itself; when it is given up,
 * `interrupted` or an AbortError.
 */
export async function* follow<T>(request: FollowRequest): AsyncGenerator<LiveEvent<T>> {
  const { signal, memory = createMemory() } = request;
  const timing = { ...FOLLOW_TIMING, ...request.timing };
  const { now } = timing;
  if (memory.at === undefined) yield linkOf({ state: 'looking' });
  for (;;) {
    signal.throwIfAborted();
    let lookedMs = 0;
    if (memory.version === undefined) {
      const began = now();
      try {
        yield* look<T>(request, memory);
        memory.at = now();
        lookedMs = Math.max(0, memory.at - began);
      } catch (error) {
        const problem = toProblem(error);
        if (signal.aborted || (memory.at === undefined && !mayPass(problem))) throw error;
        memory.failures += 1;
        yield* wait(pauseMs(memory.failures, timing, Math.random()), problem);
        continue;
      }
    }
    const openedAt = now();
    let failure: unknown;
    try {
      yield* heard<T>(request, memory, timing);
    } catch (error) {
      if (signal.aborted) throw error;
      failure = error;
    }
    memory.failures = now() - openedAt >= timing.goodMs ? 0 : memory.failures + 1;
    const step = afterWatch(failure, { failures: memory.failures, timing, random: Math.random() });
    if (step.type === 'ask') {
      memory.failures = 0;
      const everyMs = Math.max(timing.askMs, lookedMs * 10);
      const problem = memory.oddities.problem() ?? toProblem(failure);
      yield linkOf({ state: 'asking', at: memory.at, everyMs, problem });
      await sleep(everyMs, undefined, { signal });
      memory.version = undefined;
      continue;
    }
    if (step.list) memory.version = undefined;
    if (step.pauseMs > 0) yield* wait(step.pauseMs, failure === undefined ? ENDED : toProblem(failure));
  }

  async function* wait(ms: number, problem: Problem): AsyncGenerator<LiveEvent<T>> {
    yield linkOf({ state: 'broken', at: memory.at, problem, retryAt: now() + ms });
    await sleep(ms, undefined, { signal });
  }
}

const ENDED: Problem = { code: 'unreachable', message: 'the server ended the watch at once' };

/** The first rows come sooner, and fewer of them are in memory at once, than with kubectl's 500. */
const PAGE = 250;

/** All pages of the list. */
async function* look<T>(
  { cluster, path, options, signal }: FollowRequest,
  memory: FollowMemory,
): AsyncGenerator<LiveEvent<T>> {
  let listed: string | undefined;
  let first = true;
  memory.oddities.clear();
  const pages = cluster.list<T>(path, {
    pageSize: PAGE,
    ...options,
    signal,
    version: (version) => (listed = version),
    leftOut: (problem) => memory.oddities.listed(problem),
  });
  for await (const rows of pages) {
    yield { type: 'page', rows, first, done: false };
    first = false;
  }
  yield { type: 'page', rows: [], first, done: true };
  memory.version = listed;
}

/** One watch. */
async function* heard<T>(
  { cluster, path, options, signal }: FollowRequest,
  memory: FollowMemory,
  { now, silenceMs }: FollowTiming,
): AsyncGenerator<LiveEvent<T>> {
  const { oddities } = memory;
  const events = cluster.watch<T>(path, {
    fieldSelector: options?.fieldSelector,
    version: memory.version ?? '',
    seconds: Math.round(WATCH_SECONDS * (1 + Math.random())),
    silenceMs,
    now,
    signal,
  });
  const live = (): LiveEvent<T> => linkOf({ state: 'live', at: memory.at, problem: oddities.problem() });
  for await (const event of events) {
    memory.at = now();
    if (event.type === 'open' || event.type === 'bookmark' || oddities.hear(event)) yield live();
    const changes = changesOf(event);
    if (changes !== undefined) yield changes;
    // Not before: who is given up with a change in the hand is told of it again.
    if ('version' in event) memory.version = event.version;
  }
}

function changesOf<T>(event: WatchEvent<T>): LiveEvent<T> | undefined {
  if (event.type === 'changed') return { type: 'changes', changed: [event.item], gone: [] };
  if (event.type === 'gone' || event.type === 'odd')
    return { type: 'changes', changed: [], gone: [event.key] };
  return undefined;
}

function linkOf<T>(link: Link): LiveEvent<T> {
  return { type: 'link', link };
}
