/** When rows came or changed, by their keys. */
export type Marks = ReadonlyMap<string, Mark>;

export interface Mark {
  kind: 'new' | 'changed';
  /** Milliseconds since the epoch. */
  at: number;
}

/** Signs in front of rows. */
export const MARK_SIGNS = { new: '+', changed: '*' } as const;

/** Long enough to be found by who looked elsewhere, short enough to mean "now". */
export const MARK_MS = 6000;

/** The marks with some more, and without those that are over. */
export function marksWith(
  marks: Marks,
  more: readonly [key: string, kind: Mark['kind']][],
  at: number,
): Marks {
  if (more.length === 0 && marks.size === 0) return marks;
  const kept = new Map([...marks].filter(([, mark]) => isFresh(mark, at)));
  // What has just come changes at once, as a rule: it stays new.
  for (const [key, kind] of more) kept.set(key, { kind: kept.get(key)?.kind === 'new' ? 'new' : kind, at });
  return kept;
}

/** Whether a mark is still to be seen. */
export function isFresh({ at }: Mark, now: number): boolean {
  return now - at < MARK_MS;
}
