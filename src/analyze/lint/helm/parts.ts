import { isUnknown, type Value } from './values.ts';

/** What becomes of the field enableServiceLinks; without it links are on. */
export type Outcome = 'on' | 'off' | 'absent' | 'other';

/** What some nodes render: every text that is possible, undefined for too many, and what becomes of the field. */
export interface Part {
  texts: readonly string[] | undefined;
  outcomes: Map<number, Set<Outcome>>;
}

/** Texts, and values, beyond which nobody counts what is possible. */
export const MOST = 16;
const LONGEST = 5000;
const FIELD = /(?:^|\n)[ \t]*(?:-[ \t]+)?["']?enableServiceLinks["']?[ \t]*:[ \t]*(.*)/g;

export function lastField(text: string): Outcome[] {
  return [...text.matchAll(FIELD)].slice(-1).map(([, value = '']) => outcomeOf(value));
}

/** What a text makes of the field, as YAML 1.1 reads it. */
export function outcomeOf(text: string): Outcome {
  const word = /^\s*["']?([^\s"'#]*)/.exec(text)?.[1]?.toLowerCase() ?? '';
  if (/^(?:false|no?|off)$/.test(word)) return 'off';
  if (/^(?:true|y|yes|on)$/.test(word)) return 'on';
  return /^(?:|~|null)$/.test(word) ? 'absent' : 'other';
}

export function outcomesOf(texts: Part['texts']): Set<Outcome> {
  return new Set(texts === undefined ? ['other'] : texts.map(outcomeOf));
}

export function single(slot: number, outcomes: Set<Outcome>): Part['outcomes'] {
  return new Map([[slot, outcomes]]);
}

/** Adds a part that comes later: what it has counts, where it has something. */
export function append(outcomes: Part['outcomes'], part: Part['outcomes']): void {
  for (const [slot, later] of part) {
    const before = outcomes.get(slot) ?? ['absent'];
    const kept = later.has('absent') ? before : [];
    outcomes.set(slot, new Set([...[...later].filter((each) => each !== 'absent'), ...kept]));
  }
}

/** Of parts one of which is rendered. */
export function anyOf(parts: readonly Part['outcomes'][]): Part['outcomes'] {
  const slots = new Set(parts.flatMap((part) => [...part.keys()]));
  return new Map(
    Array.from(slots, (slot) => [
      slot,
      new Set(parts.flatMap((part) => [...(part.get(slot) ?? (['absent'] as const))])),
    ]),
  );
}

export function either(sets: readonly Part['texts'][]): Part['texts'] {
  if (sets.some((set) => set === undefined)) return undefined;
  return bounded([...new Set(sets.flatMap((set) => set!))]);
}

export function joined(first: Part['texts'], second: Part['texts']): Part['texts'] {
  if (first === undefined || second === undefined) return undefined;
  if (first.length * second.length > MOST) return undefined;
  return bounded(first.flatMap((one) => second.map((other) => one + other)));
}

function bounded(texts: string[]): Part['texts'] {
  return texts.length > MOST || texts.some((text) => text.length > LONGEST) ? undefined : texts;
}

/** Values, each once; of too many nobody knows. */
export function few(values: readonly Value[]): readonly Value[] {
  const seen = new Set<unknown>();
  const each = values.filter((value) => {
    const key = isUnknown(value)
      ? `${value.path} ${value.isThere}`
      : typeof value === 'object'
        ? value
        : `=${typeof value}${value}`;
    return !seen.has(key) && seen.add(key);
  });
  return each.length > MOST ? [{ path: undefined }] : each;
}

export function upsert<K, T>(map: Map<K, Set<T>>, key: K): Set<T> {
  const found = map.get(key) ?? new Set<T>();
  map.set(key, found);
  return found;
}

export function addAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of values) set.add(value);
}
