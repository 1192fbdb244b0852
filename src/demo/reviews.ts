import { isAllowed, rulesOf } from './authorize.ts';
import { isOfCluster } from './api/resources.ts';
import type { Identity } from './identity.ts';

/**
 * Answers to reviews of who somebody is and what they may do, by kind: what `kubectl auth` asks for. They say what
 * authorize.ts does.
 */
export const REVIEWS: Record<string, (who: Identity, body: unknown) => object> = {
  SelfSubjectAccessReview: (who, body) => {
    const { resourceAttributes, nonResourceAttributes } = specOf(body);
    const { namespace = '', resource = '', subresource, verb = '', group = '' } = resourceAttributes ?? {};
    const allowed =
      nonResourceAttributes === undefined
        ? isAllowed(who, {
            verb,
            group,
            plural: resource,
            subresource,
            namespace: namespace === '' || isOfCluster(resource) ? undefined : namespace,
          })
        : isAllowed(who, {
            verb: nonResourceAttributes.verb ?? '',
            group: '',
            plural: '',
            path: nonResourceAttributes.path ?? '',
          });
    return { ...(body as object), status: { allowed } };
  },
  SelfSubjectRulesReview: (who, body) => {
    const rules = rulesOf(who, specOf(body).namespace ?? 'default');
    return {
      ...(body as object),
      status: {
        resourceRules: rules.filter(({ resources }) => resources !== undefined),
        nonResourceRules: rules.filter(({ nonResourceURLs }) => nonResourceURLs !== undefined),
        incomplete: false,
      },
    };
  },
  SelfSubjectReview: (who, body) => {
    const { name: username, uid, groups, extra } = who;
    const userInfo = { username, ...(uid === '' ? {} : { uid }), groups, extra };
    return { ...(body as object), status: { userInfo } };
  },
};

interface ReviewSpec {
  resourceAttributes?: Partial<Record<'namespace' | 'verb' | 'group' | 'resource' | 'subresource', string>>;
  nonResourceAttributes?: { path?: string; verb?: string };
  namespace?: string;
}

function specOf(body: unknown): ReviewSpec {
  return (body as { spec?: ReviewSpec } | undefined)?.spec ?? {};
}
