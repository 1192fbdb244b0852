import type { RequestInfo } from './api/request-info.ts';
import { forbidden } from './api/status.ts';

/** Who asks. `demo` may do everything; `developer` works in namespaces and does not get at nodes. */
export type User = 'demo' | 'developer';

/** Throws 403, in Kubernetes' own words, for what the user may not do. */
export function authorize(user: User, info: RequestInfo): void {
  if (!may(user, info)) throw forbidden(user, info.verb, info);
}

/** The answer to a SelfSubjectAccessReview. */
export function reviewed(user: User, body: unknown): object {
  const { spec = {} } = (body ?? {}) as { spec?: { resourceAttributes?: ResourceAttributes } };
  const { namespace, resource = '', verb = '', group = '' } = spec.resourceAttributes ?? {};
  const asked = { verb, group, plural: resource, namespace: namespace === '' ? undefined : namespace };
  return { ...(body as object), status: { allowed: may(user, asked) } };
}

interface ResourceAttributes {
  namespace?: string;
  verb?: string;
  group?: string;
  resource?: string;
}

/** What everybody may see: discovery, and their own rights. */
const FREE = new Set(['', 'selfsubjectaccessreviews']);

function may(user: User, { plural, namespace }: Pick<RequestInfo, 'plural' | 'namespace'>): boolean {
  return user === 'demo' || FREE.has(plural) || namespace !== undefined;
}
