/** A whole number with thousands separators: `16,008`. */
export function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A count with its noun in the right number: `1 Service`, `2,001 Services`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${Math.round(count) === 1 ? noun : plural}`;
}

/** A duration in a unit that suits it: `0.4 ms`, `873 ms`, `2.9 s`, `4.5 min`. */
export function duration(ms: number): string {
  if (ms < 9.95) return `${trimmed(ms, 1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${trimmed(ms / 1000, 1)} s`;
  if (ms < 119_500) return `${Math.round(ms / 1000)} s`;
  return `${trimmed(ms / 60_000, 1)} min`;
}

/** A span of durations: `175 ms to 870 ms`, or one of them when both read the same. */
export function durations([low, high]: [number, number]): string {
  return duration(low) === duration(high) ? duration(low) : `${duration(low)} to ${duration(high)}`;
}

/** A size: `668 KB`, `2.0 MB`; 1 KB is 1,000 bytes, as `du --si` and disk makers count. */
export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A share in percent, never rounded to 0 or 100 where it is neither. */
export function percent(value: number): string {
  if (value > 0 && value < 1) return 'less than 1 %';
  if (value > 99 && value < 100) return 'more than 99 %';
  return `${Math.round(value)} %`;
}

/** A CPU limit: `0.3 CPU`, `2 CPU`. */
export function cores(limit: number): string {
  return `${trimmed(limit, 3)} CPU`;
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${number(more)} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

function trimmed(value: number, digits: number): string {
  return `${Number(value.toFixed(digits))}`;
}
