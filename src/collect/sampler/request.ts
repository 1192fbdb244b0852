/** What the program in the container is told, and what its answer is read with. */
export interface SampleOrder {
  /** At least; counts from the moment in which the audit is done and paid. */
  windowMs: number;
  /** Processes of other containers can be seen: shareProcessNamespace or hostPID. */
  shared: boolean;
  /** To be requested from inside the container, `requests` times each. */
  urls: readonly string[];
  requests: number;
}

/** A window that has shown too little to judge by is made longer, up to this. */
const LONGEST_MS = 30_000;
/** Looks at the main thread: half of those that a window has where nothing holds the sampler up. */
const LOOKS = { each: 400, least: 8, most: 25 };
/** Periods of a CPU limit by which it is judged where it held the container back at all. */
export const ENOUGH_PERIODS = 20;

/** What the program in the container tells while it watches: that the window has begun, that it is made longer. */
export type WindowSign = 'begun' | 'longer';

/** How long the container is watched at most, in milliseconds. */
export function longestWindow({ windowMs }: Pick<SampleOrder, 'windowMs'>): number {
  return Math.max(windowMs, LONGEST_MS);
}

/** Looks of which no window has too few. */
export function enoughLooks({ windowMs }: Pick<SampleOrder, 'windowMs'>): number {
  return Math.min(LOOKS.most, Math.max(LOOKS.least, Math.round(windowMs / LOOKS.each)));
}
