import { isAfter } from './log-line.ts';

/** Where a log was left, and what of it has already been seen when it is asked for again. */
export interface Resume {
  /** What to ask for: since when, to the second; undefined: nothing was seen so far. */
  since: () => string | undefined;
  /** Notes a line; false for one that was seen before. */
  isNew: (at: string | undefined) => boolean;
  /** What comes now comes after a new question. */
  again: () => void;
  /** Whether it is known where to go on; a server that gives no times would give everything again. */
  isKnown: () => boolean;
  /** Another log begins. */
  forget: () => void;
}

/**
 * Lines have times of nanoseconds, but are asked for from a second on; several may have the same time.
 * https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/apis/core/types.go (PodLogOptions.SinceTime)
 */
export function createResume(): Resume {
  let last: string | undefined;
  /** Lines with the last time that were seen, and that have come again. */
  let [seen, repeated] = [0, 0];
  let isRepeating = false;
  let isTimed = true;
  return {
    since: () =>
      last === undefined ? undefined : new Date(Date.parse(last)).toISOString().replace(/\.\d+/, ''),
    isNew(at) {
      isTimed &&= at !== undefined;
      if (at === undefined) return true;
      if (last !== undefined && isRepeating) {
        if (isAfter(last, at)) return false;
        if (at === last && repeated < seen) {
          repeated += 1;
          return false;
        }
      }
      seen = at === last ? seen + 1 : 1;
      if (at !== last) isRepeating = false;
      last = at;
      return true;
    },
    again() {
      repeated = 0;
      isRepeating = true;
    },
    isKnown: () => isTimed,
    forget() {
      last = undefined;
      isTimed = true;
      [seen, repeated] = [0, 0];
    },
  };
}
