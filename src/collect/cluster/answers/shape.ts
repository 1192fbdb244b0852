import { isIP } from 'node:net';

/**
 * A test of a value's shape: what is wrong with it, beginning with where (`.spec.containers[0] is null`), or undefined.
 * As Go reads JSON, null stands for an absent field: optional fields that are null are made undefined.
 */
export type Shape = (value: unknown) => string | undefined;

type Fields = Readonly<Record<string, Shape>>;

/** An object with these fields, and any others. */
export function object(required: Fields, optional: Fields = {}): Shape {
  const musts = Object.entries(required);
  const mays = Object.entries(optional);
  return (value) => {
    if (!isObject(value)) return ` is ${described(value)}, not an object`;
    for (const [key, shape] of musts) {
      const wrong = shape(value[key]);
      if (wrong !== undefined) return `.${key}${wrong}`;
    }
    for (const [key, shape] of mays) {
      const field = value[key];
      if (field === undefined) continue;
      if (field === null) {
        value[key] = undefined;
        continue;
      }
      const wrong = shape(field);
      if (wrong !== undefined) return `.${key}${wrong}`;
    }
    return undefined;
  };
}

/** An array of such values; null is none of them. */
export function listOf(shape: Shape, { least = 0 }: { least?: number } = {}): Shape {
  return (value) => {
    if (!Array.isArray(value)) return ` is ${described(value)}, not a list`;
    if (value.length < least) return ' is empty';
    for (let index = 0; index < value.length; index++) {
      const wrong = shape(value[index]);
      if (wrong !== undefined) return `[${index}]${wrong}`;
    }
    return undefined;
  };
}

/** An object of any keys whose values are such. */
export function mapOf(shape: Shape): Shape {
  return (value) => {
    if (!isObject(value)) return ` is ${described(value)}, not an object`;
    for (const key in value) {
      const wrong = shape(value[key]);
      if (wrong !== undefined) return `.${key}${wrong}`;
    }
    return undefined;
  };
}

export const text: Shape = (value) =>
  typeof value === 'string' ? undefined : ` is ${described(value)}, not a text`;

export const flag: Shape = (value) =>
  typeof value === 'boolean' ? undefined : ` is ${described(value)}, neither true nor false`;

/** A whole number; exit codes may be below zero. */
export const whole: Shape = (value) =>
  Number.isSafeInteger(value) ? undefined : ` is ${described(value)}, not a whole number`;

export const count: Shape = (value) => whole(value) ?? ((value as number) < 0 ? ' is below zero' : undefined);

export const port: Shape = (value) =>
  whole(value) ?? ((value as number) < 1 || (value as number) > 65_535 ? ' is no port' : undefined);

/** What stands in resources: `300m`. */
export const quantity: Shape = (value) =>
  typeof value === 'string' || typeof value === 'number' ? undefined : ` is ${described(value)}, no quantity`;

/** A number or a name. */
export const numberOrText: Shape = quantity;

/** A cluster IP: an address, none yet, or none wanted. */
export const clusterAddress: Shape = (value) =>
  text(value) ??
  (value === '' || value === 'None' || isIP(value as string) > 0 ? undefined : ' is no address');

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const LONGEST_NAME = 253;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const name: Shape = (value) =>
  text(value) ??
  ((value as string).length <= LONGEST_NAME && NAME.test(value as string)
    ? undefined
    : ' is no name that an object can have');

export const anything: Shape = () => undefined;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, in a word; never the value. */
export function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return WORDS[typeof value] ?? 'odd';
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'a truth value',
  object: 'an object',
};
