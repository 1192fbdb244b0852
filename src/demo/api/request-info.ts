/** What a request asks for, in Kubernetes' terms. */
export interface RequestInfo {
  /** get, list, watch, create, update, or the HTTP method in lower case. */
  verb: string;
  group: string;
  version: string;
  /** Empty when the path is no resource's. */
  plural: string;
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
  /** What follows the subresource: the path behind a proxy. */
  rest: string;
  path: string;
  query: URLSearchParams;
}

/** Reads method and URL as https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb says. */
export function requestInfo(method: string, target: string): RequestInfo {
  const { pathname, searchParams: query } = new URL(target, 'https://localhost');
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  const [root] = parts;
  const core = root === 'api';
  const group = core ? '' : (parts[1] ?? '');
  const version = (core ? parts[1] : parts[2]) ?? '';
  const rest = root === 'api' || root === 'apis' ? parts.slice(core ? 2 : 3) : [];
  const namespaced = rest[0] === 'namespaces' && rest.length > 2;
  const [plural = '', name, subresource, ...below] = namespaced ? rest.slice(2) : rest;
  const namespace = namespaced ? rest[1] : plural === 'namespaces' ? name : undefined;
  const verb = plural === '' && method === 'GET' ? 'get' : verbOf(method, name, query);
  return {
    verb,
    group,
    version,
    plural,
    namespace,
    name,
    subresource,
    rest: below.join('/'),
    path: pathname,
    query,
  };
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): string {
  if (method === 'POST') return 'create';
  if (method !== 'GET') return VERBS[method] ?? method.toLowerCase();
  if (['true', '1'].includes(query.get('watch') ?? '')) return 'watch';
  return name === undefined ? 'list' : 'get';
}

const VERBS: Record<string, string> = { PUT: 'update' };

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
