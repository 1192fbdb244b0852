/** Minutes from an instant to another one, both RFC 3339; never negative. Undefined where one cannot be read. */
export function minutesAgo(at: string | undefined, now: string): number | undefined {
  if (at === undefined) return undefined;
  const minutes = (Date.parse(now) - Date.parse(at)) / 60_000;
  return Number.isFinite(minutes) ? Math.max(0, minutes) : undefined;
}
