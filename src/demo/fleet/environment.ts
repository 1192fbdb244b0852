import { field, items, type KubeObject } from '../api/objects.ts';

const IMAGE = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'];

/**
 * The environment block that kubelet gives to a running container of a pod, with what the image sets: variables of
 * the Services that were there when it started, unless links are off, then what the pod declares. Written after
 * kubelet and not after this program's model, so that the two can be held against each other.
 * https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables)
 */
export function environmentOf(pod: KubeObject, container: string, services: readonly KubeObject[]): Buffer {
  const started = startOf(pod, container);
  const linked = field(pod, 'spec.enableServiceLinks') === true;
  const variables = new Map<string, string>();
  for (const service of services) {
    const { name, namespace, creationTimestamp = '' } = service.metadata;
    const always = namespace === 'default' && name === 'kubernetes';
    if (!always && (!linked || namespace !== pod.metadata.namespace)) continue;
    if (Date.parse(creationTimestamp) <= started) addLinks(variables, service);
  }
  const links = new Map(variables);
  const spec = items<{ name: string; env?: Declared[] }>(pod, 'spec.containers');
  for (const { name, value = '' } of spec.find((one) => one.name === container)?.env ?? []) {
    variables.set(name, expand(value, variables, links));
  }
  const block = [...IMAGE, `HOSTNAME=${pod.metadata.name}`, ...[...variables].map((pair) => pair.join('='))];
  return Buffer.from(block.map((entry) => `${entry}\0`).join(''));
}

interface Declared {
  name: string;
  value?: string;
}

function startOf(pod: KubeObject, container: string): number {
  const statuses = items<{ name: string; state: { running?: { startedAt: string } } }>(
    pod,
    'status.containerStatuses',
  );
  const status = statuses.find(({ name }) => name === container);
  return Date.parse(status?.state.running?.startedAt ?? pod.metadata.creationTimestamp ?? '');
}

/** https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/envvars/envvars.go */
function addLinks(variables: Map<string, string>, service: KubeObject): void {
  const ip = field(service, 'spec.clusterIP');
  const ports = items<{ name?: string; port: number; protocol?: string }>(service, 'spec.ports');
  const [first] = ports;
  if (typeof ip !== 'string' || ip === 'None' || first === undefined) return;
  const prefix = upper(service.metadata.name);
  const url = (protocol: string, port: number): string =>
    `${protocol.toLowerCase()}://${ip.includes(':') ? `[${ip}]` : ip}:${port}`;
  variables.set(`${prefix}_SERVICE_HOST`, ip);
  variables.set(`${prefix}_SERVICE_PORT`, String(first.port));
  for (const { name, port } of ports) {
    if (name) variables.set(`${prefix}_SERVICE_PORT_${upper(name)}`, String(port));
  }
  variables.set(`${prefix}_PORT`, url(first.protocol ?? 'TCP', first.port));
  for (const { port, protocol = 'TCP' } of ports) {
    const own = `${prefix}_PORT_${port}_${protocol}`;
    variables.set(own, url(protocol, port));
    variables.set(`${own}_PROTO`, protocol.toLowerCase());
    variables.set(`${own}_PORT`, String(port));
    variables.set(`${own}_ADDR`, ip);
  }
}

function upper(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** `$(NAME)` becomes the variable's value, `$$` a dollar; other names stay as they are. */
function expand(text: string, ...sources: Map<string, string>[]): string {
  return text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (match, name?: string) => {
    if (name === undefined) return '$';
    return sources.find((source) => source.has(name))?.get(name) ?? match;
  });
}
