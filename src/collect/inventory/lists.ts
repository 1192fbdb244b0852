import type { Cluster, ListOptions } from '../cluster/cluster.ts';
import { EnvauditError } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { runPool } from '../pool.ts';
import { listPath, type Source } from './sources.ts';

/** One kind of objects to be listed and folded. */
export interface Wanted {
  /** The first one that the server has and that may be read is taken. */
  sources: readonly Source[];
  /** A server without any of the sources is no failure. */
  optional?: boolean;
  options?: Pick<ListOptions, 'labelSelector' | 'pageSize' | 'managedFields'>;
  /** Gets every object once. */
  fold: (item: unknown, source: Source) => void;
  /** Names of namespaces instead of the scope's. */
  namespaces?: readonly string[];
}

/** A list that could not be read, or not to its end. */
export interface Failure {
  source: Source;
  /** Undefined: the list of all namespaces. */
  namespace: string | undefined;
  /** Of the list of all namespaces: those that were looked at one by one instead, with failures of their own. */
  except?: readonly string[];
  error: EnvauditError;
}

export interface Lister {
  /**
   * Lists and folds; gives what could not be seen. Never throws for what the server says.
   * @throws EnvauditError when nothing has come yet and the server gives no answers: other lists would fare no better.
   */
  read(wanted: Wanted): Promise<Failure[]>;
  /** Pages, or parts of them, that came so far. */
  readonly pages: number;
}

export interface OneByOne {
  names: readonly string[];
  /** False: there may be others, which nobody may name. */
  all: boolean;
}

export interface ListerOptions {
  cluster: Cluster;
  namespaces: 'all' | readonly string[];
  /** The namespaces to look at one by one where not all may be listed at once. */
  oneByOne: () => Promise<OneByOne>;
  signal: AbortSignal | undefined;
  /** Called when one was folded. */
  onPage: () => void;
  /** Gets the objects that cannot be understood. */
  leftOut: (problem: Problem) => void;
}

/** Codes of errors that are not about the list that was asked for. */
const NO_ANSWERS: ReadonlySet<string> = new Set([
  'credentials',
  'proxy',
  'timed-out',
  'tls',
  'unauthorized',
  'unreachable',
]);

/** Namespaces of one resource that are listed at the same time. */
const CONCURRENCY = 4;

/** Lists what the user may see: of all namespaces at once, or where that is forbidden namespace by namespace. */
export function createLister(options: ListerOptions): Lister {
  const absent = new Set<Source>();
  let pages = 0;

  async function read(wanted: Wanted): Promise<Failure[]> {
    const scope = wanted.namespaces ?? options.namespaces;
    if (scope !== 'all') return readEach(wanted, scope);
    const failure = await attempt(wanted, undefined);
    if (failure === undefined) return [];
    // What has begun to come is not begun again: nothing is counted twice.
    if (failure.error.code !== 'forbidden' || failure.begun) return [failure];
    const { names, all } = await options.oneByOne();
    const failures = await readEach(wanted, names);
    return all ? failures : [...failures, { ...failure, except: names }];
  }

  async function readEach(wanted: Wanted, namespaces: readonly string[]): Promise<Failure[]> {
    const failures: Failure[] = [];
    await runPool({
      items: namespaces.map((namespace) => ({ namespace, node: undefined })),
      concurrency: CONCURRENCY,
      perNode: CONCURRENCY,
      work: async ({ namespace }) => {
        const failure = await attempt(wanted, namespace);
        if (failure !== undefined) failures.push(failure);
      },
      // An abort makes each of them fail, so that none is left out silently.
      signal: undefined,
    });
    return failures;
  }

  async function attempt(
    { sources, optional = false, options: listOptions, fold }: Wanted,
    namespace: string | undefined,
  ): Promise<(Failure & { begun: boolean }) | undefined> {
    let failed: (Failure & { begun: boolean }) | undefined;
    for (const source of sources) {
      if (absent.has(source) || isSameResource(failed?.source, source)) continue;
      let begun = false;
      try {
        const { signal, leftOut } = options;
        const path = listPath(source, namespace);
        for await (const page of options.cluster.list(path, { ...listOptions, signal, leftOut })) {
          begun = true;
          pages += 1;
          for (const item of page) fold(item, source);
          options.onPage();
        }
        return undefined;
      } catch (error) {
        if (!(error instanceof EnvauditError)) throw error;
        if (pages === 0 && NO_ANSWERS.has(error.code)) throw error;
        if (begun || !['forbidden', 'not-found'].includes(error.code)) {
          return { source, namespace, error, begun };
        }
        if (error.code === 'not-found' && optional) absent.add(source);
        else failed ??= { source, namespace, error, begun };
      }
    }
    return failed;
  }

  return {
    read,
    get pages() {
      return pages;
    },
  };
}

/** Whether something of the namespace is missing because of the failure. */
export function isAbout({ namespace, except = [] }: Failure, name: string): boolean {
  return namespace === undefined ? !except.includes(name) : namespace === name;
}

/** Rights are given for a resource in all of its versions. */
function isSameResource(one: Source | undefined, other: Source): boolean {
  return one?.group === other.group && one.resource === other.resource;
}
