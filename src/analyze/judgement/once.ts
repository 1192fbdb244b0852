const made = new WeakMap<object, Map<string, unknown>>();

/**
 * What `make` gives for an owner, made once for each key. Hundreds of workloads of a namespace have the same lines and
 * mends in their findings: they share them, and the report stays small.
 */
export function once<T>(owner: object, key: string, make: () => T): T {
  const known = made.get(owner) ?? new Map<string, unknown>();
  made.set(owner, known);
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as T;
}
