import {
  addressesOf,
  backendsOf,
  byPorts,
  familiesOf,
  hasSelector,
  targetOf,
  type Backend,
} from './backends.ts';
import type { KubeObject } from './objects.ts';

export interface EndpointSources {
  services: readonly KubeObject[];
  pods: readonly KubeObject[];
  /** Endpoints and EndpointSlices that somebody made by hand: these are left as they are. */
  given: readonly KubeObject[];
}

/** The given Endpoints, and those that the endpoints controller makes for Services with a selector. */
export function endpoints({ services, pods, given }: EndpointSources): KubeObject[] {
  const own = given.filter(({ kind }) => kind === 'Endpoints');
  const taken = new Set(own.map(keyOf));
  const behind = backendsOf(pods);
  const made = services.filter((service) => hasSelector(service) && !taken.has(keyOf(service)));
  return [...own, ...made.map((service) => endpointsObject(service, behind(service)))];
}

/** NAMESPACE/NAME; a Service and its Endpoints have the same. */
export function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function endpointsObject(service: KubeObject, backends: Backend[]): KubeObject {
  const { name, namespace = '', labels = {}, creationTimestamp = '' } = service.metadata;
  const [family = 'IPv4'] = familiesOf(service);
  const subsets = byPorts(backends.filter(({ terminating }) => !terminating)).map(([ports, group]) => {
    const addresses = (ready: boolean): object[] =>
      group
        .filter((backend) => backend.ready === ready)
        .flatMap(({ pod }) => addressesOf(pod, family).map((ip) => ({ ip, ...targetOf(pod) })));
    return {
      ...filled('addresses', addresses(true)),
      ...filled('notReadyAddresses', addresses(false)),
      ...filled('ports', ports),
    };
  });
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, labels, creationTimestamp },
    ...filled('subsets', subsets),
  };
}

function filled(name: string, list: object[]): object {
  return list.length > 0 ? { [name]: list } : {};
}
