import { checkObject } from './answers/check.ts';
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
  const signals = [AbortSignal.timeout(TIMEOUT_MS), session.signal, signal].filter(
    (one) => one !== undefined,
  );
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
      maxBytes: MAX_BYTES,
      signal: AbortSignal.any(signals),
    });
    if (status !== 201) return undefined;
    const review = JSON.parse(body.toString('utf8')) as { status: { allowed: boolean } };
    checkObject(review, { path: PATH, metadataOnly: false, host: session.server.host });
    return review.status.allowed;
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
