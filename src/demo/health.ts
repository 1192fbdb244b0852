import type { RequestInfo } from './api/request-info.ts';

const CHECKS = ['ping', 'log', 'etcd', 'poststarthook/start-apiserver-admission-initializer'];
const KINDS = new Set(['healthz', 'livez', 'readyz']);

/**
 * What the health endpoints say, undefined for other paths.
 * https://kubernetes.io/docs/reference/using-api/health-checks/
 */
export function healthOf({ path, query }: Pick<RequestInfo, 'path' | 'query'>): string | undefined {
  const [kind = '', ...check] = path.split('/').slice(1);
  if (!KINDS.has(kind)) return undefined;
  if (check.length > 0) return CHECKS.includes(check.join('/')) ? 'ok' : undefined;
  if (!query.has('verbose')) return 'ok';
  return [...CHECKS.map((name) => `[+]${name} ok`), `${kind} check passed`, ''].join('\n');
}
