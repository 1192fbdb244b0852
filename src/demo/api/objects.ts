/** A Kubernetes object as JSON, as far as the server looks into it. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  creationTimestamp?: string;
  [field: string]: unknown;
}

/** A value at a path such as `spec.nodeName`; undefined when there is none. */
export function field(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** The elements of a list at a path; none when it is absent. */
export function items<T = Record<string, unknown>>(object: unknown, path: string): T[] {
  const value = field(object, path);
  return Array.isArray(value) ? (value as T[]) : [];
}
