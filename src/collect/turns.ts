import { setImmediate as turn } from 'node:timers/promises';

/** Lets others have their turn while something long is done piece by piece: keys are answered, signals are heard. */
export interface Turns {
  /** Waits until all others had theirs, if the last time was some while ago. */
  perhaps: () => Promise<void>;
}

/** Nobody notices so many milliseconds. */
const SLICE_MS = 8;

export function createTurns(now = (): number => performance.now()): Turns {
  let since = now();
  return {
    async perhaps() {
      if (now() - since < SLICE_MS) return;
      await turn();
      since = now();
    },
  };
}
