import { Ajv2020 } from 'ajv/dist/2020.js';

/** The schema with no room for other keys, to find keys that it does not know. */
export function closed<T>(schema: T): T {
  return close(schema) as T;
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  // What is to be all of several is closed where those are defined.
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'allOf' ? value : close(value)]),
  );
  return 'properties' in inner && inner['type'] === 'object'
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** What a validator of the schema says about a value; nothing when it is right. */
export function validator(of: object): (value: unknown) => unknown[] {
  const validate = new Ajv2020({ validateFormats: false, allErrors: true }).compile(of);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
