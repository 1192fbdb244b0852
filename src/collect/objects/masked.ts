import { isRecord } from '../inventory/shape.ts';
import { declaredValues } from '../pods/declared-values.ts';
import { HIDDEN, withoutSecrets, withoutValues } from '../without-secrets.ts';

/**
 * An object as it may be seen by others: without `managedFields`, without what it gives to variables, without the copies
 * of itself in annotations, and without what looks like a secret in commands and in messages. Its fields are in the order
 * of their names, as kubectl prints them.
 */
export function masked(object: unknown): unknown {
  const values = declaredValues(object);
  return maskedValue(object, [], values);
}

/** Annotations that hold the whole object once more. */
const COPIES: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'objectset.rio.cattle.io/applied',
]);

/** Fields whose texts are written by people and programs, and may hold anything. */
const FREE_TEXT: ReadonlySet<string> = new Set(['command', 'args', 'message']);

function maskedValue(value: unknown, path: readonly string[], values: readonly string[]): unknown {
  if (typeof value === 'string') return maskedText(value, path, values);
  if (Array.isArray(value)) return value.map((each) => maskedValue(each, path, values));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'managedFields')
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, maskedValue(each, [...path, key], values)]));
}

function maskedText(text: string, path: readonly string[], values: readonly string[]): string {
  const [parent, field = ''] = path.slice(-2);
  if (parent === 'env' && field === 'value') return text === '' ? '' : HIDDEN;
  if (parent === 'annotations') return COPIES.has(field) ? HIDDEN : maskedCopy(text, values);
  const isFree = FREE_TEXT.has(field);
  return isFree
    ? text
        .split('\n')
        .map((line) => withoutSecrets(line, values))
        .join('\n')
    : text;
}

/** An annotation may be another object as JSON. */
function maskedCopy(text: string, values: readonly string[]): string {
  if (!/^\s*[[{]/.test(text)) return withoutValues(text, values);
  try {
    return JSON.stringify(masked(JSON.parse(text)));
  } catch {
    return withoutValues(text, values);
  }
}
