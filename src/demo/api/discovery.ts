import { CONVERSATIONS, groupVersion, resourcesOf, type Release, type Resource } from './resources.ts';

const VERSION = {
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2024-08-13T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'linux/amd64',
};

/** What `kubectl get all` lists. */
const ALL = new Set('pods services daemonsets deployments replicasets statefulsets cronjobs jobs'.split(' '));

/** The discovery documents and /version by path. */
export function discovery(release: Release): ReadonlyMap<string, object> {
  const resources = resourcesOf(release);
  const groups = Map.groupBy(resources, ({ group }) => group);
  groups.delete('');
  const named = [...groups].map(([group, members]) => groupDocument(group, members));
  const [major, minor] = release.split('.');
  return new Map<string, object>([
    ['/version', { major, minor, gitVersion: `v${release}.0-envaudit.demo`, ...VERSION }],
    ['/api', { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }],
    ['/apis', { kind: 'APIGroupList', apiVersion: 'v1', groups: named }],
    ...named.map((group): [string, object] => [
      `/apis/${group.name}`,
      { kind: 'APIGroup', apiVersion: 'v1', ...group },
    ]),
    ...[...Map.groupBy(resources, groupVersion)].map(([name, members]): [string, object] => [
      name === 'v1' ? '/api/v1' : `/apis/${name}`,
      resourceList(name, members),
    ]),
  ]);
}

interface Group {
  name: string;
  versions: object[];
  preferredVersion: object | undefined;
}

function groupDocument(name: string, members: readonly Resource[]): Group {
  const versions = [...Map.groupBy(members, groupVersion)].map(([key, [one]]) => ({
    groupVersion: key,
    version: one?.version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

function resourceList(name: string, members: readonly Resource[]): object {
  const resources = members.flatMap((resource) => {
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
      ...subresources.map((below) => subresource(resource, below)),
    ];
  });
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: name, resources };
}

function subresource({ plural, kind, namespaced }: Resource, below: string): object {
  const options = {
    attach: 'AttachOptions',
    exec: 'ExecOptions',
    portforward: 'PortForwardOptions',
    proxy: 'ProxyOptions',
  }[below];
  const verbs = CONVERSATIONS.has(below) ? ['create', 'get'] : ['get'];
  return { name: `${plural}/${below}`, singularName: '', namespaced, kind: `${kind}${options ?? ''}`, verbs };
}

function categories(plural: string): string[] {
  return ALL.has(plural) ? ['all'] : [];
}
