import type { RequestInfo } from './api/request-info.ts';
import { forbidden, type Named } from './api/status.ts';
import type { Identity } from './identity.ts';

/** A rule as RBAC and SelfSubjectRulesReview have it; `*` stands for all. */
export interface Rule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  nonResourceURLs?: string[];
}

/** What somebody asks to do, to a resource or to a path. */
export type Attributes = Named & { verb: string; path?: string | undefined };

const READ = ['get', 'list', 'watch'];
const READ_ALL: Rule = { verbs: READ, apiGroups: ['*'], resources: ['*'] };
const TALK: Rule = {
  verbs: ['create'],
  apiGroups: [''],
  resources: ['pods/exec', 'pods/attach', 'pods/portforward'],
};
const OWN_RIGHTS: Rule = {
  verbs: ['create'],
  apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
  resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews'],
};
const DISCOVERY: Rule = {
  verbs: ['get'],
  nonResourceURLs: '/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version'.split(
    ' ',
  ),
};
const PATHS: Rule = { verbs: ['get'], nonResourceURLs: ['*'] };

const READ_ONLY = 'the demo can only be read';

/** Throws 403, in Kubernetes' own words, for what somebody may not do. */
export function authorize(who: Identity, info: RequestInfo): void {
  const asked = { ...info, path: info.plural === '' ? info.path : undefined };
  if (isAllowed(who, asked)) return;
  throw forbidden(who.name, info.verb, asked, isReadOnly(who, asked) ? READ_ONLY : undefined);
}

/** Whether somebody may do something; what {@link authorize} and reviews go by. */
export function isAllowed(
  who: Identity,
  { verb, group, plural, subresource, namespace, path }: Attributes,
): boolean {
  const resource = subresource === undefined || subresource === '' ? plural : `${plural}/${subresource}`;
  return rulesOf(who, namespace).some(({ verbs, apiGroups = [], resources = [], nonResourceURLs = [] }) => {
    if (!verbs.includes(verb)) return false;
    if (path !== undefined) return nonResourceURLs.some((pattern) => matches(pattern, path));
    const ofGroup = apiGroups.includes('*') || apiGroups.includes(group);
    return ofGroup && (resources.includes('*') || resources.includes(resource));
  });
}

/** The rules that hold for somebody in a namespace; undefined: for the cluster. */
export function rulesOf({ groups }: Identity, namespace: string | undefined): Rule[] {
  const everybody = [OWN_RIGHTS, DISCOVERY];
  if (groups.includes('system:masters')) return [READ_ALL, TALK, PATHS, ...everybody];
  return groups.includes('developers') && namespace !== undefined
    ? [READ_ALL, TALK, ...everybody]
    : everybody;
}

/** Whether only the demo's own nature is in the way. */
function isReadOnly(who: Identity, asked: Attributes): boolean {
  return isAllowed(who, { ...asked, verb: 'get' });
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
