import type { DiagnosisPart } from '../../contracts/diagnosis-evidence.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';

/** What is known of how long a flow will take. Milliseconds since its start, unless told otherwise. */
export interface Timing {
  expectedMs: number;
  /** After that nothing is waited for. */
  mostMs: number | undefined;
  /** The window over the container: when it began, and how long it lasts. */
  window?: { beganMs: number; ms: number; longer: boolean };
}

export interface TimeLeft {
  /** From now on; 0: any moment now. */
  ms: number;
  atMost: boolean;
  /** Why it takes longer than it does as a rule. */
  because?: 'longer-window' | 'slow-start';
}

/** What is known after an event of the flow. */
export function timingAfter(
  timing: Timing | undefined,
  event: FlowEvent,
  elapsedMs: number,
): Timing | undefined {
  if (event.type === 'started') return { expectedMs: event.expectedMs, mostMs: event.mostMs };
  if (event.type !== 'window' || timing === undefined) return timing;
  const { ms, longer = false } = event;
  return { ...timing, window: { beganMs: timing.window?.beganMs ?? elapsedMs, ms, longer } };
}

/** How long it still takes: by the window once that has begun, by what is usual before. */
export function timeLeft(
  { expectedMs, mostMs = expectedMs, window }: Timing,
  waiting: readonly DiagnosisPart[],
  elapsedMs: number,
): TimeLeft {
  const left = (until: number): number => Math.max(0, until - elapsedMs);
  if (window !== undefined && waiting.includes('sample')) {
    const ms = left(window.beganMs + window.ms + REST_MS);
    if (window.longer) return { ms, atMost: true, because: 'longer-window' };
    if (ms > 0) return { ms, atMost: false };
  }
  const isAuditLate = waiting.includes('audit') && elapsedMs > SLOW_MS;
  const isLate = waiting.includes('sample') && elapsedMs > expectedMs + REST_MS;
  if ((isAuditLate || isLate) && mostMs > expectedMs)
    return { ms: Math.max(1000, left(mostMs)), atMost: true, because: 'slow-start' };
  return { ms: left(expectedMs), atMost: false };
}

/** The last answers come so long after the window, about. */
const REST_MS = 1000;
/** An exec takes half a second as a rule. */
const SLOW_MS = 3000;
