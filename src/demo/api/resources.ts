/** One resource that the server knows: a row of its discovery documents. */
export interface Resource {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  shortNames: string[];
  namespaced: boolean;
  subresources: string[];
  verbs: string[];
}

/** Subresources of pods that are a conversation: opened by an upgrade, by GET or, of old clients, by POST. */
export const CONVERSATIONS: ReadonlySet<string> = new Set(['attach', 'exec', 'portforward']);

/** The Kubernetes whose resources are served. 1.20 has EndpointSlices and CronJobs as `v1beta1` only. */
export type Release = '1.20' | '1.31';

const read = ['get', 'list', 'watch'];
const core = { group: '', version: 'v1' };
const apps = { group: 'apps', version: 'v1' };
const batch = { group: 'batch', version: 'v1' };

const RESOURCES: readonly Resource[] = [
  resource({ ...core, plural: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] }),
  resource({ ...core, plural: 'endpoints', singular: 'endpoints', kind: 'Endpoints', shortNames: ['ep'] }),
  resource({ ...core, plural: 'events', kind: 'Event', shortNames: ['ev'] }),
  resource({ ...core, plural: 'namespaces', kind: 'Namespace', shortNames: ['ns'], namespaced: false }),
  resource({
    ...core,
    plural: 'nodes',
    kind: 'Node',
    shortNames: ['no'],
    namespaced: false,
    subresources: ['proxy'],
  }),
  resource({
    ...core,
    plural: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    subresources: ['attach', 'exec', 'log', 'portforward', 'proxy'],
  }),
  resource({ ...core, plural: 'secrets', kind: 'Secret' }),
  resource({ ...core, plural: 'services', kind: 'Service', shortNames: ['svc'] }),
  resource({ ...apps, plural: 'daemonsets', kind: 'DaemonSet', shortNames: ['ds'] }),
  resource({ ...apps, plural: 'deployments', kind: 'Deployment', shortNames: ['deploy'] }),
  resource({ ...apps, plural: 'replicasets', kind: 'ReplicaSet', shortNames: ['rs'] }),
  resource({ ...apps, plural: 'statefulsets', kind: 'StatefulSet', shortNames: ['sts'] }),
  resource({ ...batch, plural: 'cronjobs', kind: 'CronJob', shortNames: ['cj'] }),
  resource({ ...batch, plural: 'jobs', kind: 'Job' }),
  resource({ group: 'discovery.k8s.io', version: 'v1', plural: 'endpointslices', kind: 'EndpointSlice' }),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'SelfSubjectRulesReview'),
  review('authentication.k8s.io', 'SelfSubjectReview'),
];

const BETA_IN_1_20 = new Set(['cronjobs', 'endpointslices']);

/** All resources, in the order of discovery. */
export function resourcesOf(release: Release): readonly Resource[] {
  if (release !== '1.20') return RESOURCES;
  return RESOURCES.map((one) => (BETA_IN_1_20.has(one.plural) ? { ...one, version: 'v1beta1' } : one));
}

/** Whether a resource is of no namespace, whatever somebody asks; a Namespace counts as its own. */
export function isOfCluster(plural: string): boolean {
  return plural !== 'namespaces' && RESOURCES.some((one) => one.plural === plural && !one.namespaced);
}

/** The resource of a kind that the server knows. */
export function resourceOf(kind: 'Node' | 'Pod' | 'Service'): Resource {
  const found = RESOURCES.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`there are no ${kind}s here`);
  return found;
}

/** The name of a model's schema; kubectl shows what follows the last dot: `v1.Pod`, `discovery.v1.EndpointPort`. */
export function schemaName(model: string): string {
  return model.replace(/^([A-Z][a-z]+)?V1/, (_, group?: string) =>
    group === undefined ? 'v1.' : `${group.toLowerCase()}.v1.`,
  );
}

/** The model of a resource in client-node. Another group has Events, too. */
export function modelOf({ kind }: Pick<Resource, 'kind'>): string {
  return kind === 'Event' ? 'CoreV1Event' : `V1${kind}`;
}

/** `v1`, `apps/v1`. */
export function groupVersion({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`;
}

type Row = Pick<Resource, 'group' | 'version' | 'plural' | 'kind'> & Partial<Resource>;

function resource(row: Row): Resource {
  const singular = row.kind.toLowerCase();
  return { singular, shortNames: [], namespaced: true, subresources: [], verbs: read, ...row };
}

function review(group: string, kind: string): Resource {
  const plural = `${kind.toLowerCase()}s`;
  return resource({ group, version: 'v1', plural, kind, namespaced: false, verbs: ['create'] });
}
