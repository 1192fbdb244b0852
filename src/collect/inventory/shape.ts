/** What a server sends may have any shape: these give the wanted one, or emptiness. */

/** A JSON object; empty for anything else. */
export function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON array; empty for anything else. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A text; empty for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of an array. */
export function texts(value: unknown): string[] {
  return list(value).filter((entry) => typeof entry === 'string');
}

/** A whole number from 0 on; undefined for anything else. */
export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** The entries of a map of texts, such as labels; undefined when there are none. */
export function textMap(value: unknown): Record<string, string> | undefined {
  const entries = Object.entries(record(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The reference to the object's controller, as far as it is one; undefined without. */
export function controllerOf(item: unknown): Owner | undefined {
  const references = record(record(item)['metadata'])['ownerReferences'];
  for (const reference of list(references)) {
    const { controller, kind, name, apiVersion } = record(reference);
    if (controller !== true || typeof kind !== 'string' || typeof name !== 'string') continue;
    return { kind, name, apiVersion: text(apiVersion), controller };
  }
  return undefined;
}

export interface Owner {
  kind: string;
  name: string;
  apiVersion: string;
  controller: true;
}

/** Namespace and name of an object; empty where it does not say. */
export function idOf(item: unknown): { namespace: string; name: string } {
  const { namespace, name } = record(record(item)['metadata']);
  return { namespace: text(namespace), name: text(name) };
}
