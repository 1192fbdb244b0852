import type { Right } from './errors/rights.ts';
import { sendRequest } from './transport/request.ts';
import { requestOptions, urlOf, type Session } from './transport/session.ts';

const PATH = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

/**
 * Whether the server allows us something, as `kubectl auth can-i` asks it; undefined when it does not say. Never throws.
 * Nothing is created by it: the review is answered and forgotten.
 * https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/
 */
export async function reviewAccess(
  session: Session,
  right: Right,
  signal?: AbortSignal,
): Promise<boolean | undefined> {
  session.requests += 1;
  try {
    const credential = await session.credentials.get();
    const { headers, ...options } = requestOptions(session, credential);
    const { status, body } = await sendRequest({
      url: urlOf(session, PATH),
      options: {
        ...options,
        method: 'POST',
        headers: { ...headers, Accept: 'application/json', 'Content-Type': 'application/json' },
      },
      body: JSON.stringify(reviewOf(right)),
      idleMs: undefined,
      totalMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
    });
    return status === 201 ? allowedIn(JSON.parse(body.toString('utf8'))) : undefined;
  } catch {
    return undefined;
  }
}

function reviewOf({ verb, resource, group, namespace }: Right): object {
  const [plural, subresource] = resource.split('/');
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { namespace, verb, group, resource: plural, subresource } },
  };
}

function allowedIn(review: unknown): boolean | undefined {
  const allowed = (review as { status?: { allowed?: unknown } } | null)?.status?.allowed;
  return typeof allowed === 'boolean' ? allowed : undefined;
}
