import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { ApiStatus, forbidden, unauthorized } from './api/status.ts';

/** Who may log in. `demo` may read everything; `developer` works in namespaces and does not get at nodes. */
export type User = 'demo' | 'developer';

/** Who asks, after logging in and impersonation. */
export interface Identity {
  name: string;
  uid: string;
  groups: string[];
  extra: Record<string, string[]>;
}

const GROUPS: Record<User, string> = { demo: 'system:masters', developer: 'developers' };
const EVERYBODY = 'system:authenticated';
/** Namespace and name of a service account, of its user name. */
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * Who sent a request. Throws 401 for nobody that is known, and 403 for who may not impersonate.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function identify(request: IncomingMessage, tokens: Record<User, string>): Identity {
  const user = userOf(request, tokens);
  const own = { name: user, uid: '', groups: [GROUPS[user], EVERYBODY], extra: {} };
  const wanted = impersonated(request);
  if (wanted === undefined) return own;
  mayImpersonate(own, wanted);
  return { ...wanted, groups: [...wanted.groups, ...impliedGroups(wanted)] };
}

/** Throws 403 unless somebody may act as somebody else. */
function mayImpersonate(who: Identity, wanted: Identity): void {
  if (who.groups.includes('system:masters')) return;
  const account = SERVICE_ACCOUNT.exec(wanted.name);
  const what = { group: '', plural: account === null ? 'users' : 'serviceaccounts' };
  throw forbidden(who.name, 'impersonate', {
    ...what,
    name: account?.[2] ?? wanted.name,
    ...(account === null ? {} : { namespace: account[1] }),
  });
}

function userOf({ headers, socket }: IncomingMessage, tokens: Record<User, string>): User {
  const { authorization } = headers;
  if (authorization === undefined && (socket as TLSSocket).authorized) return 'demo';
  if (authorization === `Bearer ${tokens.demo}`) return 'demo';
  if (authorization === `Bearer ${tokens.developer}`) return 'developer';
  throw unauthorized();
}

function impersonated({ headersDistinct }: IncomingMessage): Identity | undefined {
  const values = (name: string): string[] => (headersDistinct[name] ?? []).map(utf8);
  const extra = Object.keys(headersDistinct).flatMap((header): [string, string[]][] => {
    const key = /^impersonate-extra-(.+)$/.exec(header)?.[1];
    return key === undefined ? [] : [[unescaped(key), values(header)]];
  });
  const [name] = values('impersonate-user');
  const [uid = ''] = values('impersonate-uid');
  const groups = values('impersonate-group');
  if (name !== undefined) return { name, uid, groups, extra: Object.fromEntries(extra) };
  if (groups.length === 0 && uid === '' && extra.length === 0) return undefined;
  throw new ApiStatus(500, 'requested groups, uid or extra without impersonating a user');
}

/** What the server adds: the groups of a service account, and the one of everybody who logged in. */
function impliedGroups({ name, groups }: Identity): string[] {
  const namespace = SERVICE_ACCOUNT.exec(name)?.[1];
  const ofAccount =
    namespace === undefined || groups.length > 0
      ? []
      : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return [...ofAccount, ...(groups.includes(EVERYBODY) ? [] : [EVERYBODY])];
}

/** Headers carry bytes, which Node reads as Latin-1 and kubectl writes as UTF-8. */
function utf8(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
