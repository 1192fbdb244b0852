import type { SampleEvidence } from '../../../sample-evidence.ts';

/** The child processes of a window. */
export interface Spawns {
  seconds: number;
  /** Processes and threads that were created in the container, exact; absent where that cannot be told. */
  created?: number;
  /**
   * Children that the main process started itself: exact when it is 0, else an estimate. Absent where something was
   * created and nothing tells by whom.
   */
  byMain?: number;
  /** The main process has children that live all the time, so that one being there says nothing. */
  lasting: boolean;
}

/**
 * How many children the main process started. `created` counts their children and threads, too; those that were seen
 * tell which part is its own, and no more can have been paid for than its CPU time allows.
 */
export function spawnsOf(sample: SampleEvidence, childCpuMs?: number): Spawns | undefined {
  if (!sample.processes.known) return undefined;
  const { main, children, looks } = sample.processes.value;
  const { created } = children;
  const seconds = Math.max(0, sample.to - sample.from);
  const ofMain = children.seen.filter(({ parent }) => parent === main?.name);
  const seenMain = sum(ofMain.map(({ count }) => count));
  const seenAll = sum(children.seen.map(({ count }) => count));
  const lasting = main !== undefined && looks > 0 && main.looksWithChild >= looks && seenMain === 0;
  const head = { seconds, lasting, ...(created === undefined ? {} : { created }) };
  if (created === 0) return { ...head, byMain: 0 };
  if (main === undefined) return head;
  const isParent = seenMain > 0 || (main.looksWithChild > 0 && !lasting) || main.childrenCpuMs > 0;
  if (!isParent) return created === undefined && seenAll === 0 ? { ...head, byMain: 0 } : head;
  const reckoned =
    (created ?? Math.max(1, seenMain)) * (seenMain > 0 && seenAll > 0 ? seenMain / seenAll : 1);
  const paid = main.mainThreadCpuMs ?? main.cpuMs;
  const affordable =
    childCpuMs === undefined || childCpuMs <= 0 ? reckoned : Math.max(1, Math.round(paid / childCpuMs));
  return { ...head, byMain: Math.max(seenMain, Math.round(Math.min(reckoned, affordable))) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
