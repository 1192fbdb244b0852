import type { ServiceEvidence, ServicePortEvidence } from '../contracts/evidence.ts';

/** Where the Service lives whose variables every container gets: kubelet's `masterServiceNamespace`. */
export const MASTER_NAMESPACE = 'default';
/** Its name: kubelet's `masterServices`. */
export const MASTER_SERVICE = 'kubernetes';

/** One variable that kubelet makes from a Service. */
export interface LinkVariable {
  name: string;
  value: string;
  service: { namespace: string; name: string };
  /** The Service's port that the variable is about, such as `80/TCP`; absent for `…_SERVICE_HOST`. */
  port?: string;
}

export interface ServiceLinkInput {
  /** The Services of the pod's namespace. */
  services: readonly ServiceEvidence[];
  /** The Service `kubernetes` of the namespace `default`; undefined when nobody may read it. */
  kubernetesService?: ServiceEvidence | undefined;
  /** The pod's namespace. */
  namespace: string;
  enableServiceLinks: boolean;
}

/**
 * Every variable that kubelet makes for a pod's containers from Services, `kubernetes` first, then the Services in
 * the given order. A name that two Services produce is listed twice: kubelet keeps the one that its map's random
 * order brings last. Declared variables hide names of this list, see declared.ts.
 *
 * A Service named `kubernetes` in the pod's own namespace replaces the one of `default` while links are on.
 *
 * Rule: `getServiceEnvVarMap`,
 * https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/kubelet/kubelet_pods.go
 */
export function predictServiceLinks(input: ServiceLinkInput): LinkVariable[] {
  return linkedServices(input).flatMap(({ service, namespace }) => serviceVariables(service, namespace));
}

/** A Service that puts variables into containers, and its namespace. */
export interface LinkedService {
  service: ServiceEvidence;
  namespace: string;
}

/** The Services that a pod's containers get variables from, in the order of {@link predictServiceLinks}. */
export function linkedServices(input: ServiceLinkInput): LinkedService[] {
  const own = input.services.filter(hasClusterIP);
  const inMasterNamespace = input.namespace === MASTER_NAMESPACE;
  const master = input.kubernetesService ?? (inMasterNamespace ? own.find(isMaster) : undefined);
  const linked = input.enableServiceLinks
    ? own
        .filter((service) => !inMasterNamespace || !isMaster(service))
        .map((service) => ({ service, namespace: input.namespace }))
    : [];
  const replaced = linked.some(({ service }) => isMaster(service));
  if (master === undefined || !hasClusterIP(master) || replaced) return linked;
  return [{ service: master, namespace: MASTER_NAMESPACE }, ...linked];
}

/**
 * The variables of one Service, in kubelet's order: 3 + named ports + 4 × ports of them. Services without a cluster IP
 * (headless, ExternalName, not yet allocated) have none.
 *
 * Rule: `FromServices` and `makeLinkVariables`,
 * https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/kubelet/envvars/envvars.go
 */
export function serviceVariables(service: ServiceEvidence, namespace: string): LinkVariable[] {
  const [first] = service.ports;
  if (!hasClusterIP(service) || first === undefined) return [];
  const prefix = environmentName(service.name);
  const address = service.clusterIP;
  const owner = { namespace, name: service.name };
  const variable = (suffix: string, value: string, port?: ServicePortEvidence): LinkVariable => ({
    name: prefix + suffix,
    value,
    service: owner,
    ...(port === undefined ? {} : { port: portLabel(port) }),
  });
  const named = service.ports.filter((port) => port.name !== undefined && port.name !== '');
  return [
    variable('_SERVICE_HOST', address),
    variable('_SERVICE_PORT', `${first.port}`, first),
    ...named.map((port) =>
      variable(`_SERVICE_PORT_${environmentName(port.name ?? '')}`, `${port.port}`, port),
    ),
    variable('_PORT', portUrl(address, first), first),
    ...service.ports.flatMap((port) => {
      const stem = `_PORT_${port.port}_${protocolOf(port).toUpperCase()}`;
      return [
        variable(stem, portUrl(address, port), port),
        variable(`${stem}_PROTO`, protocolOf(port).toLowerCase(), port),
        variable(`${stem}_PORT`, `${port.port}`, port),
        variable(`${stem}_ADDR`, address, port),
      ];
    }),
  ];
}

/** The prediction as `NAME=value` lines: what a container's environment is compared with, inside the pod. */
export function expectedLines(prediction: readonly LinkVariable[]): string[] {
  return prediction.map(({ name, value }) => `${name}=${value}`);
}

/** Whether kubelet makes variables for the Service: it has a cluster IP that is not `None`. */
export function hasClusterIP(service: ServiceEvidence): service is ServiceEvidence & { clusterIP: string } {
  return service.clusterIP !== undefined && service.clusterIP !== '' && service.clusterIP !== 'None';
}

/** A port as people write it: `80/TCP`. */
export function portLabel(port: ServicePortEvidence): string {
  return `${port.port}/${protocolOf(port)}`;
}

function isMaster({ name }: ServiceEvidence): boolean {
  return name === MASTER_SERVICE;
}

/** What the variables of a Service of this name begin with: `redis-master` -> `REDIS_MASTER`. */
export function environmentName(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}

function protocolOf(port: ServicePortEvidence): string {
  return port.protocol === '' ? 'TCP' : port.protocol;
}

/** IPv6 addresses stand in brackets, as Go's net.JoinHostPort writes them. */
function portUrl(address: string, port: ServicePortEvidence): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return `${protocolOf(port).toLowerCase()}://${host}:${port.port}`;
}
