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

/** The Kubernetes whose resources are served. 1.20 has EndpointSlices and CronJobs as `v1beta1` only. */
export type Release = '1.20' | '1.31';

const read = ['get', 'list'];
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
    subresources: ['exec', 'log', 'proxy'],
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
  resource({
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
    verbs: ['create'],
  }),
];

const BETA_IN_1_20 = new Set(['cronjobs', 'endpointslices']);

/** All resources, in the order of discovery. */
export function resourcesOf(release: Release): readonly Resource[] {
  if (release !== '1.20') return RESOURCES;
  return RESOURCES.map((one) => (BETA_IN_1_20.has(one.plural) ? { ...one, version: 'v1beta1' } : one));
}

/** The resource of a kind that the server knows. */
export function resourceOf(kind: 'Node' | 'Pod' | 'Service'): Resource {
  const found = RESOURCES.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`there are no ${kind}s here`);
  return found;
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
