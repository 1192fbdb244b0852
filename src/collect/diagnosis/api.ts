import { EnvauditError, toProblem } from '../../errors.ts';
import type { Known } from '../../contracts/evidence.ts';
import type { Cluster, ListOptions } from '../cluster/cluster.ts';
import type { ApiPath } from '../cluster/api-path.ts';

/** Requests of one diagnosis that are under way at the same time. */
const CONCURRENCY = 8;

/** Reading for a diagnosis: few requests at once, and all of them over by a deadline. */
export interface Api {
  get(path: ApiPath): Promise<unknown>;
  text(path: ApiPath, maxBytes: number): Promise<string>;
  /** Gives each item to `take`, page by page; `take` may say `false` to have no more. */
  each(path: ApiPath, options: EachOptions, take: (item: unknown) => boolean | void): Promise<void>;
  /** The same turns with a deadline of its own, from now on. */
  within(ms: number): Api;
}

export type EachOptions = Pick<ListOptions, 'fieldSelector' | 'labelSelector' | 'pageSize' | 'leftOut'>;

export interface ApiRequest {
  cluster: Cluster;
  signal: AbortSignal | undefined;
  /** Milliseconds from now on after which what has not come is given up, with the code `timed-out`. */
  deadlineMs: number;
}

/** Reads from the cluster in turns. Throws what the cluster throws; `timed-out` after the deadline. */
export function createApi(request: ApiRequest): Api {
  return withTurns(request, createTurns(CONCURRENCY));
}

/** What came, or why nothing did: a missing right, an absent resource, a deadline, an answer of another shape. */
export async function known<T>(work: Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await work };
  } catch (error) {
    return { known: false, problem: toProblem(error) };
  }
}

/** Why there is nothing. */
export function unknown(code: string, message: string, hint?: string): Known<never> {
  return { known: false, problem: { code, message, hint } };
}

function withTurns({ cluster, signal, deadlineMs }: ApiRequest, turns: Turns): Api {
  const deadline = AbortSignal.timeout(deadlineMs);
  const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);

  async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
    const leave = await turns.enter();
    try {
      return await work();
    } catch (error) {
      if (isInterrupted(error) && deadline.aborted && signal?.aborted !== true) throw late(path);
      throw error;
    } finally {
      leave();
    }
  }

  return {
    get: (path) => inTurn(path, () => cluster.get<unknown>(path, { signal: either })),
    text: (path, maxBytes) => inTurn(path, () => cluster.text(path, { signal: either, maxBytes })),
    each: (path, options, take) =>
      inTurn(path, async () => {
        const wanted = { ...options, signal: either, managedFields: false };
        for await (const page of cluster.list(path, wanted))
          for (const item of page) if (take(item) === false) return;
      }),
    within: (ms) => withTurns({ cluster, signal, deadlineMs: ms }, turns),
  };
}

interface Turns {
  /** Waits for a turn; the answer ends it. */
  enter(): Promise<() => void>;
}

function createTurns(most: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    async enter() {
      if (running < most) running += 1;
      else await new Promise<void>((resolve) => void waiting.push(resolve));
      return leave;
    },
  };
}

function isInterrupted(error: unknown): boolean {
  return error instanceof EnvauditError && error.code === 'interrupted';
}

function late(path: string): EnvauditError {
  const asked = path.split('?')[0]?.slice(0, 300);
  return new EnvauditError('timed-out', `the API server had not answered in time: ${asked}`, {
    hint: 'A longer --window waits longer.',
  });
}
