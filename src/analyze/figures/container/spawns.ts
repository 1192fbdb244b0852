import type {
  ChildrenSample,
  MainProcessSample,
  ProcessesSample,
  SampleEvidence,
} from '../../../contracts/sample-evidence.ts';

/** The child processes of a window. */
export interface Spawns {
  seconds: number;
  /** All processes and threads that were created in the container, exact; absent where that cannot be told. */
  created?: { count: number; seconds: number };
  /**
   * Children that the main process started itself in the whole window: exact when it is 0, else an estimate. Absent
   * where something was created and nothing tells by whom.
   */
  byMain?: number;
  /** The main process has children that live all the time, so that one being there says nothing. */
  lasting: boolean;
  /** The main thread was seen to go on while a child of it lived: it does not wait for them. */
  asynchronous: boolean;
}

/**
 * How many children the main process started. `created` counts their children and threads, too; those that were seen
 * tell which part is its own, and no more can have been paid for than its CPU time allows.
 */
export function spawnsOf(sample: SampleEvidence, childCpuMs?: number): Spawns | undefined {
  if (!sample.processes.known) return undefined;
  const { main, children, looks } = sample.processes.value;
  const seconds = Math.max(0, sample.to - sample.from);
  const seen = seenOf(sample.processes.value);
  const lasting = main !== undefined && looks > 0 && main.looksWithChild >= looks && seen.ofMain === 0;
  const over = (children.createdOverMs ?? seconds * 1000) / 1000;
  const head = {
    seconds,
    lasting,
    asynchronous: main !== undefined && !lasting && goesOn(main, children.seen),
    ...(children.created === undefined ? {} : { created: { count: children.created, seconds: over } }),
  };
  if (main === undefined) return children.created === 0 ? { ...head, byMain: 0 } : head;
  const isParent = seen.ofMain > 0 || (main.looksWithChild > 0 && !lasting) || main.childrenCpuMs > 0;
  if (!isParent) {
    const none = children.created === 0 || (children.created === undefined && looks > 0 && seen.all === 0);
    return none ? { ...head, byMain: 0 } : head;
  }
  const created = over > 0 ? ((children.created ?? 0) * seconds) / over : 0;
  const own = created * (seen.ofMain > 0 ? seen.ofMain / (seen.ofMain + seen.below) : 1);
  return {
    ...head,
    byMain: Math.max(1, seen.ofMain, Math.round(Math.min(own, affordable(main, childCpuMs)))),
  };
}

/** What was seen of the main process' children, and of theirs. */
function seenOf({ main, children }: ProcessesSample): { ofMain: number; below: number; all: number } {
  const ofMain = children.seen.filter(({ parent }) => parent === main?.name);
  const names = new Set(ofMain.map(({ name }) => name));
  const below = children.seen.filter(({ parent }) => parent !== main?.name && names.has(parent));
  const sum = (some: typeof ofMain): number => some.reduce((total, { count }) => total + count, 0);
  return { ofMain: sum(ofMain), below: sum(below), all: sum(children.seen) };
}

/** How many children the CPU time of the main thread can have paid for. */
function affordable(main: MainProcessSample, childCpuMs: number | undefined): number {
  return childCpuMs === undefined || childCpuMs <= 0
    ? Number.POSITIVE_INFINITY
    : (main.mainThreadCpuMs ?? main.cpuMs) / childCpuMs;
}

/** It ran in more looks than those without a child, or a child lived twice as long as it was ever busy. */
function goesOn(main: MainProcessSample, seen: ChildrenSample['seen']): boolean {
  const looks = Object.values(main.states).reduce((total, count) => total + count, 0);
  const overlap = (main.states['R'] ?? 0) + main.looksWithChild - looks;
  const longest = Math.max(
    0,
    ...seen.filter(({ parent }) => parent === main.name).map(({ longestMs }) => longestMs),
  );
  const busy = main.longestBusyMs ?? Number.POSITIVE_INFINITY;
  return (
    overlap >= FEWEST_LOOKS || (main.looksWithChild >= FEWEST_LOOKS && longest > 0 && busy * 2 <= longest)
  );
}

/** One look may fall between a child's end and its being waited for. */
const FEWEST_LOOKS = 2;
