import { groupVersion, RESOURCES } from './resources.ts';

export const VERSION = {
  major: '1',
  minor: '31',
  gitVersion: 'v1.31.0-envaudit.demo',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2024-08-13T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'linux/amd64',
};

/** What `kubectl get all` lists. */
const ALL = new Set('pods services daemonsets deployments replicasets statefulsets cronjobs jobs'.split(' '));

/** The discovery documents and /version by path; undefined for any other path. */
export function discovery(path: string): object | undefined {
  return DOCUMENTS.get(path);
}

const DOCUMENTS = new Map<string, object>([
  ['/version', VERSION],
  ['/api', { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }],
  ['/apis', { kind: 'APIGroupList', apiVersion: 'v1', groups: groups().map(groupDocument) }],
  ...groups().map((group): [string, object] => [
    `/apis/${group}`,
    { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(group) },
  ]),
  ['/api/v1', resourceList('', 'v1')],
  ...groups().map((group): [string, object] => [`/apis/${group}/v1`, resourceList(group, 'v1')]),
]);

function groups(): string[] {
  return [...new Set(RESOURCES.map(({ group }) => group))].filter((group) => group !== '');
}

function groupDocument(group: string): object {
  const version = { groupVersion: `${group}/v1`, version: 'v1' };
  return { name: group, versions: [version], preferredVersion: version };
}

function resourceList(group: string, version: string): object {
  const resources = RESOURCES.filter((resource) => resource.group === group).flatMap((resource) => {
    const { plural, singular, namespaced, kind, verbs, shortNames, subresources } = resource;
    return [
      {
        name: plural,
        singularName: singular,
        namespaced,
        kind,
        verbs,
        shortNames,
        categories: categories(plural),
      },
      ...subresources.map((name) => subresource(`${plural}/${name}`)),
    ];
  });
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: groupVersion({ group, version }),
    resources,
  };
}

function subresource(name: string): object {
  const exec = name === 'pods/exec';
  const verbs = exec ? ['create', 'get'] : ['get'];
  return { name, singularName: '', namespaced: true, kind: exec ? 'PodExecOptions' : 'Pod', verbs };
}

function categories(plural: string): string[] {
  return ALL.has(plural) ? ['all'] : [];
}
