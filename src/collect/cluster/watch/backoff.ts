import { EnvauditError } from '../../../errors.ts';
import type { Problem } from '../../../contracts/evidence.ts';
import { ApiError } from '../errors/api-errors.ts';
import { Silence } from './silence.ts';

export interface FollowTiming {
  /** Milliseconds since the epoch; it goes on while a laptop sleeps. */
  now: () => number;
  /** The first pause after a failure; it doubles from then on, up to the longest. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** A watch that was heard for so long is a good one: its end is no failure. */
  goodMs: number;
  /** From one look to the next, where changes may not be watched; a look may take a tenth of it. */
  askMs: number;
  /** A watch is begun anew when nothing was heard for so long; a good server says something once a minute. */
  silenceMs: number;
}

/**
 * The pauses are those of client-go's reflector, and so is a new list for what cannot be gone on from.
 * https://github.com/kubernetes/client-go/blob/master/tools/cache/reflector.go
 */
export const FOLLOW_TIMING: FollowTiming = {
  now: Date.now,
  firstPauseMs: 1000,
  longestPauseMs: 30_000,
  goodMs: 5000,
  askMs: 10_000,
  silenceMs: 90_000,
};

/** What a failure asks for. */
export type NextStep =
  /** Changes may not be watched: the list is read again from time to time. */
  | { type: 'ask' }
  /** Try again after so many milliseconds; with `list` from a new list, as what was missed is not known. */
  | { type: 'retry'; list: boolean; pauseMs: number };

/**
 * What to do after a watch is over.
 * @param error undefined: the server ended it, as it does with every watch.
 * @param failures how many there were in a row, this one included, since the last good watch; 0 when this one was good.
 * @param random from 0 to 1.
 */
export function afterWatch(
  error: unknown,
  { failures, timing, random }: { failures: number; timing: FollowTiming; random: number },
): NextStep {
  if (error instanceof ApiError && NO_WATCH.has(error.status)) return { type: 'ask' };
  const code = error instanceof EnvauditError ? error.code : '';
  const list = error !== undefined && !(error instanceof Silence) && !GO_ON.has(code);
  // A version that is forgotten is nobody's fault; the first time there is nothing to wait for.
  const isFree = failures === 0 || (failures === 1 && (code === 'expired' || error instanceof Silence));
  return { type: 'retry', list, pauseMs: isFree ? 0 : pauseMs(failures, timing, random) };
}

/** The pause after so many failures in a row, between half and all of what doubles each time. */
export function pauseMs(
  failures: number,
  { firstPauseMs, longestPauseMs }: FollowTiming,
  random: number,
): number {
  const most = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.round(most * (0.5 + random / 2));
}

/** Whether the answer to a list may be another one in a moment, so that it is worth waiting for. */
export function mayPass({ code }: Pick<Problem, 'code'>): boolean {
  return GO_ON.has(code) || code === 'expired' || code === 'server-error';
}

/** Forbidden, and a resource that has no watch. */
const NO_WATCH: ReadonlySet<number> = new Set([403, 405]);

/** What says nothing about what was heard before: the network, the server's load, credentials that have expired. */
const GO_ON: ReadonlySet<string> = new Set([
  'unreachable',
  'timed-out',
  'throttled',
  'unauthorized',
  'credentials',
  'tls',
]);
