import { Ajv2020 } from 'ajv/dist/2020.js';

/** The parts of JSON Schema that the published schemas use. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  const?: unknown;
  enum?: readonly unknown[];
  oneOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: Schema;
  items?: Schema;
}

/** An interface with every optional key given. */
export type Full<T> = T extends object ? { [K in keyof T]-?: Full<NonNullable<T[K]>> } : T;

/** An interface without its optional keys. */
export type Bare<T> = T extends readonly (infer Item)[]
  ? number extends T['length']
    ? Bare<Item>[]
    : T
  : T extends object
    ? { [K in keyof T as object extends Pick<T, K> ? never : K]: Bare<T[K]> }
    : T;

/** A place in a schema where it and the TypeScript contract differ. */
export interface Difference {
  path: string;
  inSchema: readonly string[];
  inContract: readonly string[];
}

/**
 * Walks the schema along values that the compiler has checked: `full` ones have every key of the contract, `bare` ones
 * only the required keys. So the schema's properties must be the keys of the first, and its required ones those of the second.
 */
export function differences(
  published: object,
  full: readonly unknown[],
  bare: readonly unknown[],
): Difference[] {
  const root = published as Schema;
  const found: Difference[] = [];
  walk(root, full, bare, '');
  return found;

  function walk(node: Schema, fulls: readonly unknown[], bares: readonly unknown[], path: string): void {
    const schema = resolve(node);
    if (fulls.length === 0) found.push({ path, inSchema: ['(unreachable)'], inContract: [] });
    if (schema.oneOf)
      for (const branch of schema.oneOf) walk(branch, only(branch, fulls), only(branch, bares), path);
    if (schema.items) walk(schema.items, fulls.flat(), bares.flat(), `${path}[]`);
    if (schema.additionalProperties) {
      walk(schema.additionalProperties, fulls.flatMap(valuesOf), bares.flatMap(valuesOf), `${path}.*`);
    }
    if (schema.properties) walkObject(schema, fulls, bares, path);
  }

  function walkObject(
    schema: Schema,
    fulls: readonly unknown[],
    bares: readonly unknown[],
    path: string,
  ): void {
    const { properties = {}, required = [] } = schema;
    compare(`${path} properties`, Object.keys(properties), fulls);
    // What an optional key leads to has no bare value.
    if (bares.length > 0) compare(`${path} required`, required, bares);
    for (const [key, property] of Object.entries(properties)) {
      const values = (all: readonly unknown[]) =>
        all.flatMap((value) => (hasKey(value, key) ? [value[key]] : []));
      walk(property, values(fulls), values(bares), `${path}.${key}`);
    }
  }

  function compare(path: string, keys: readonly string[], values: readonly unknown[]): void {
    const inSchema = keys.toSorted();
    const inContract = [...new Set(values.flatMap((value) => Object.keys(value as object)))].toSorted();
    if (inSchema.join() !== inContract.join()) found.push({ path, inSchema, inContract });
  }

  function resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    if (target === undefined) throw new Error(`nothing at ${schema.$ref}`);
    return target;
  }
}

/** Of a union that a key tells apart, such as `known` or `kind`: the values of this branch. */
function only({ properties = {} }: Schema, values: readonly unknown[]): unknown[] {
  const [key, constant] = Object.entries(properties).find(([, property]) => 'const' in property) ?? [];
  return values.filter((value) => key !== undefined && hasKey(value, key) && value[key] === constant?.const);
}

function valuesOf(value: unknown): unknown[] {
  return Object.values(value as object);
}

function hasKey(value: unknown, key: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}

/** The schema with no room for other keys, to find keys that it does not know. */
export function closed<T>(schema: T): T {
  return close(schema) as T;
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]));
  return 'properties' in inner && inner['type'] === 'object'
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** What a validator of the schema says about a value; nothing when it is right. */
export function validator(of: object): (value: unknown) => unknown[] {
  const validate = new Ajv2020({ allowUnionTypes: true, validateFormats: false, allErrors: true }).compile(
    of,
  );
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
