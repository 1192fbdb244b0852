import { list, record, text } from '../inventory/shape.ts';

/**
 * The lines of all values that an object of any shape gives to variables, wherever in it there is an `env`: the longest
 * first, so that none is left half when they are taken out of a text.
 */
export function declaredValues(object: unknown): string[] {
  const values = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
    if (Array.isArray(value)) return value.forEach((each) => look(each, depth + 1));
    for (const each of list(record(value)['env']))
      for (const line of text(record(each)['value']).split('\n')) values.add(line.trim());
    Object.values(value).forEach((each) => look(each, depth + 1));
  };
  look(object, 0);
  return [...values].toSorted((a, b) => b.length - a.length);
}

const DEEPEST = 50;
