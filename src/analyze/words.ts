import { duration, number } from '../units.ts';

/** A span of durations: `175 ms to 870 ms`, or one of them when both read the same. */
export function durations([low, high]: [number, number]): string {
  return duration(low) === duration(high) ? duration(low) : `${duration(low)} to ${duration(high)}`;
}

/** A CPU limit: `0.3 CPU`, `2 CPU`. */
export function cores(limit: number): string {
  return `${Number(limit.toFixed(3))} CPU`;
}

/** With a capital letter at the beginning. */
export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${number(more)} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

/** With a capital letter, and a full stop where nothing ends it yet. */
export function asSentence(text: string): string {
  return capitalised(/[.!?]$/.test(text) ? text : `${text}.`);
}

/** With a capital letter. */
export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
