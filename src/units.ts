/** A whole number with thousands separators: `16,020`. */
export function number(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count with its noun: `1 Service`, `2,001 Services`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** A size in binary units, as Kubernetes uses them: `312 B`, `667.9 KiB`, `2.00 MiB`, `1.50 GiB`. */
export function size(value: number): string {
  if (value < 1024) return `${Math.round(value)} B`;
  const kibibytes = value / 1024;
  if (kibibytes < 1023.95) return `${kibibytes.toFixed(1)} KiB`;
  const mebibytes = kibibytes / 1024;
  if (mebibytes < 1023.95) return `${mebibytes.toFixed(mebibytes < 10 ? 2 : 1)} MiB`;
  const gibibytes = mebibytes / 1024;
  return `${gibibytes.toFixed(gibibytes < 10 ? 2 : 1)} GiB`;
}

/** A duration given in milliseconds: `85 µs`, `1.7 ms`, `871 ms`, `2.93 s`, `1 min 32 s`. */
export function duration(milliseconds: number): string {
  const rounded = Number(milliseconds.toPrecision(3));
  if (rounded === 0) return '0 ms';
  if (rounded < 0.1) return `${Math.round(rounded * 1000)} µs`;
  if (rounded < 10) return `${rounded.toFixed(1)} ms`;
  if (rounded < 1000) return `${Math.round(rounded)} ms`;
  if (rounded < 10_000) return `${(rounded / 1000).toFixed(2)} s`;
  if (rounded < 60_000) return `${(rounded / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${number(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** Smallest and largest duration, in milliseconds: `842 ms to 912 ms`; one value when both read the same. */
export function durationRange([smallest, largest]: readonly [number, number]): string {
  const [from, to] = [duration(smallest), duration(largest)];
  if (from === to) return from;
  const [unitOfFrom, unitOfTo] = [from, to].map((text) => text.replace(/^[\d.,]+ /, ''));
  return unitOfFrom === unitOfTo ? `${from.split(' ')[0]} to ${to}` : `${from} to ${to}`;
}

/** A share given in percent: `<0.1%`, `38.8%`, `>99.9%`, `103.4%`. It never rounds to a full or an empty one. */
export function percent(value: number): string {
  if (value > 0 && value < 0.05) return '<0.1%';
  if (value > 99.9 && value < 100) return '>99.9%';
  return `${value.toFixed(1)}%`;
}

/** `part` of `whole` in percent; nothing of nothing is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

/** Time between two RFC 3339 instants as kubectl shows ages: `45s`, `12m`, `19h`, `3d4h`, `120d`. */
export function age(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  if (Number.isNaN(seconds)) return 'unknown';
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 2 * 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)}h`;
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  return days < 8 && hours > 0 ? `${days}d${hours}h` : `${days}d`;
}
