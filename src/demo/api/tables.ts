import { field, items, type KubeObject } from './objects.ts';
import { podStatus } from './pod-status.ts';

interface Column {
  name: string;
  type?: string;
  /** 0 is always shown, 1 with `-o wide`. */
  priority?: number;
  cell: (object: KubeObject) => unknown;
}

/** A list in the form that `kubectl get` asks for: https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export function table(plural: string, objects: KubeObject[], metadata: object): object {
  const columns = plural === 'events' ? EVENT : [NAME, ...(COLUMNS[plural] ?? []), AGE];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(({ name, type = 'string', priority = 0 }) => ({
      name,
      type,
      priority,
      description: '',
      format: name === 'Name' ? 'name' : '',
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object)),
      object: partial(object),
    })),
  };
}

/** PartialObjectMetadata of an object. */
export function partial({ metadata }: KubeObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

const NAME: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
const AGE: Column = { name: 'Age', cell: ({ metadata }) => age(metadata.creationTimestamp) };

/** https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/printers/internalversion/printers.go (eventColumnDefinitions) */
const EVENT: readonly Column[] = [
  { name: 'Last Seen', cell: (event) => age(field(event, 'lastTimestamp') as string | undefined) },
  { name: 'Type', cell: (event) => field(event, 'type') },
  { name: 'Reason', cell: (event) => field(event, 'reason') },
  {
    name: 'Object',
    cell: (event) =>
      `${String(field(event, 'involvedObject.kind')).toLowerCase()}/${String(field(event, 'involvedObject.name'))}`,
  },
  { name: 'Source', priority: 1, cell: (event) => field(event, 'source.component') },
  { name: 'Message', cell: (event) => field(event, 'message') },
  { name: 'Count', priority: 1, type: 'integer', cell: (event) => field(event, 'count') },
  { name: 'Name', priority: 1, cell: ({ metadata }) => metadata.name },
];

const containers = (path: string) => (object: KubeObject) =>
  items<{ name: string; image: string }>(object, path);
const template = 'spec.template.spec.containers';

const COLUMNS: Record<string, Column[]> = {
  pods: [
    { name: 'Ready', cell: (pod) => podStatus(pod).ready },
    { name: 'Status', cell: (pod) => podStatus(pod).status },
    { name: 'Restarts', cell: (pod) => podStatus(pod).restarts },
    { name: 'IP', priority: 1, cell: (pod) => field(pod, 'status.podIP') ?? '<none>' },
    { name: 'Node', priority: 1, cell: (pod) => field(pod, 'spec.nodeName') ?? '<none>' },
  ],
  services: [
    { name: 'Type', cell: (service) => field(service, 'spec.type') ?? 'ClusterIP' },
    { name: 'Cluster-IP', cell: (service) => field(service, 'spec.clusterIP') ?? '<none>' },
    { name: 'External-IP', cell: (service) => field(service, 'spec.externalName') ?? '<none>' },
    { name: 'Port(s)', cell: ports },
  ],
  deployments: [
    { name: 'Ready', cell: ratio('status.readyReplicas', 'spec.replicas') },
    { name: 'Up-to-date', type: 'integer', cell: count('status.updatedReplicas') },
    { name: 'Available', type: 'integer', cell: count('status.availableReplicas') },
    {
      name: 'Images',
      priority: 1,
      cell: (object) =>
        containers(template)(object)
          .map(({ image }) => image)
          .join(','),
    },
  ],
  replicasets: [
    { name: 'Desired', type: 'integer', cell: count('spec.replicas') },
    { name: 'Current', type: 'integer', cell: count('status.replicas') },
    { name: 'Ready', type: 'integer', cell: count('status.readyReplicas') },
  ],
  statefulsets: [{ name: 'Ready', cell: ratio('status.readyReplicas', 'spec.replicas') }],
  daemonsets: [
    { name: 'Desired', type: 'integer', cell: count('status.desiredNumberScheduled') },
    { name: 'Ready', type: 'integer', cell: count('status.numberReady') },
  ],
  jobs: [{ name: 'Completions', cell: ratio('status.succeeded', 'spec.completions') }],
  cronjobs: [{ name: 'Schedule', cell: (job) => field(job, 'spec.schedule') }],
  endpoints: [{ name: 'Endpoints', cell: endpointsCell }],
  endpointslices: [
    { name: 'AddressType', cell: ({ addressType }) => addressType },
    { name: 'Ports', cell: (slice) => join(items<Port>(slice, 'ports').map(({ port }) => String(port))) },
    {
      name: 'Endpoints',
      cell: (slice) =>
        join(items<{ addresses: string[] }>(slice, 'endpoints').flatMap(({ addresses }) => addresses)),
    },
  ],
  namespaces: [{ name: 'Status', cell: (namespace) => field(namespace, 'status.phase') }],
  nodes: [
    { name: 'Status', cell: () => 'Ready' },
    { name: 'Version', cell: (node) => field(node, 'status.nodeInfo.kubeletVersion') },
  ],
  configmaps: [{ name: 'Data', type: 'integer', cell: ({ data }) => Object.keys(data ?? {}).length }],
  secrets: [
    { name: 'Type', cell: ({ type }) => type },
    { name: 'Data', type: 'integer', cell: ({ data }) => Object.keys(data ?? {}).length },
  ],
};

function ratio(part: string, whole: string): Column['cell'] {
  return (object) => `${count(part)(object)}/${count(whole)(object)}`;
}

function count(path: string): (object: KubeObject) => number {
  return (object) => Number(field(object, path) ?? 0);
}

interface Port {
  port: number;
  protocol?: string;
}

function endpointsCell(endpoints: KubeObject): string {
  const all = items(endpoints, 'subsets').flatMap((subset) =>
    items<{ ip: string }>(subset, 'addresses').flatMap(({ ip }) =>
      items<Port>(subset, 'ports').map(({ port }) => `${ip}:${port}`),
    ),
  );
  return join(all, '<none>');
}

/** As kubectl shows addresses: three of them. */
function join(list: string[], none = '<unset>'): string {
  const more = list.length > 3 ? ` + ${list.length - 3} more...` : '';
  return list.length === 0 ? none : `${list.slice(0, 3).join(',')}${more}`;
}

function ports(service: KubeObject): string {
  const list = items<Port>(service, 'spec.ports');
  return list.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`).join(',') || '<none>';
}

function age(timestamp: string | undefined): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(timestamp ?? '')) / 1000));
  if (!Number.isFinite(seconds)) return '<unknown>';
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
