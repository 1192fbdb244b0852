/** What a path of the API names: a collection, an object, or a subresource of one. */
export interface PathParts {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** Undefined for what belongs to the whole cluster, and for lists of all namespaces. */
  namespace: string | undefined;
  /** Plural, as in `pods`. */
  resource: string;
  /** Undefined for a collection. */
  name: string | undefined;
  subresource: string | undefined;
}

/** Reads the path of a request; undefined for paths that are no resource, such as `/version`. */
export function readPath(path: string): PathParts | undefined {
  const [root, ...parts] = path
    .split('?')[0]!
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'apis' ? (parts.shift() ?? '') : '';
  const version = parts.shift() ?? '';
  const namespaced = parts[0] === 'namespaces' && parts.length > 2;
  // What follows a subresource is its own business: `nodes/NAME/proxy/stats/summary` is `nodes/proxy`.
  const [resource, name, subresource] = namespaced ? parts.slice(2) : parts;
  if (resource === undefined) return undefined;
  return { group, version, namespace: namespaced ? parts[1] : undefined, resource, name, subresource };
}
