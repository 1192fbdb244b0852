/**
 * What templates compute with, where the values of a chart are not known: a value is what it is, or something of which
 * only the path in `.Values` is known, and the world says what stands there.
 */
export type Value = boolean | number | string | null | Unknown | Dict | readonly Value[];

export type Dict = ReadonlyMap<string, Value>;

/** Something behind a path. */
export interface Unknown {
  /** `Values.pod.enableServiceLinks`; empty for the root, undefined where nobody knows it. */
  path: string | undefined;
  /** It is there, and true as far as `if` is concerned. */
  isThere?: true;
}

/** Something that is there, whatever it is. */
export const SOMETHING: Unknown = { path: undefined, isThere: true };

/** What is tried: values at paths, and which of all paths were asked for. */
export interface World {
  values: ReadonlyMap<string, boolean | null>;
  asked: Set<string>;
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && value !== null && 'path' in value;
}

export function isDict(value: Value): value is Dict {
  return value instanceof Map;
}

/** What a value can be in a world. Something unknown is there, or it is not. */
export function possible(value: Value, { values, asked }: World): Value[] {
  if (!isUnknown(value)) return [value];
  const { path, isThere } = value;
  if (path !== undefined) asked.add(path);
  if (isThere === true) return [value];
  if (path === undefined) return [SOMETHING, null];
  const known = values.get(path);
  if (known !== undefined) return [known];
  const isParent = path === '' || values.keys().some((each) => each.startsWith(`${path}.`));
  return isParent ? [{ path, isThere: true }] : [{ path, isThere: true }, null];
}

/** What stands under a key. */
export function child(value: Value, key: string): Value {
  if (isDict(value)) return value.get(key) ?? null;
  if (!isUnknown(value)) return null;
  const { path } = value;
  if (path === undefined) return { path };
  return { path: path === '' ? key : `${path}.${key}` };
}

/** As `if` takes it, https://pkg.go.dev/text/template#hdr-Actions */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isDict(value) ? value.size > 0 : Boolean(value);
}

/** As it is printed; `?` where that is not known. */
export function printed(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? '?' : String(value);
}
