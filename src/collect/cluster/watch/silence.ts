/** Nothing was heard for too long: the connection may be dead, and only a new one can tell. */
export class Silence extends Error {
  override name = 'Silence';
}

/** How often the clock is looked at. */
const CHECK_MS = 5000;

export interface Ear {
  heard: () => void;
  stop: () => void;
}

/**
 * Calls back when nothing was heard for so long. It is the clock that tells, and no timer: of the hours that a laptop
 * slept, timers know nothing.
 */
export function listenFor(silenceMs: number, now: () => number, onSilence: () => void): Ear {
  let heardAt = now();
  const check = setInterval(
    () => {
      if (Math.abs(now() - heardAt) > silenceMs) onSilence();
    },
    Math.min(CHECK_MS, silenceMs / 4),
  );
  return { heard: () => void (heardAt = now()), stop: () => clearInterval(check) };
}
