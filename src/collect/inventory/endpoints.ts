import type { Source } from './sources.ts';
import { idOf, list, record, text } from './shape.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';

interface Addresses {
  ready: number;
  notReady: number;
}

/** Counts the addresses behind each Service. */
export interface Endpoints {
  fold(item: unknown, source: Source): void;
  /** Of a Service without any: none and none. */
  of(namespace: string, service: string): Addresses;
}

/** Counts EndpointSlices and Endpoints as they come. */
export function countEndpoints(): Endpoints {
  // Of a dual-stack Service every pod has a slice of each family: it is counted by the larger one.
  const byFamily = new Map<string, Map<string, Addresses>>();

  function add(service: string, family: string, more: Addresses): void {
    const families = byFamily.get(service) ?? new Map<string, Addresses>();
    const sum = families.get(family) ?? { ready: 0, notReady: 0 };
    families.set(family, { ready: sum.ready + more.ready, notReady: sum.notReady + more.notReady });
    byFamily.set(service, families);
  }

  return {
    fold(item, { resource }) {
      const { namespace, name } = idOf(item);
      if (resource === 'endpoints') return add(`${namespace}/${name}`, '', ofEndpoints(item));
      const { metadata, addressType } = record(item);
      const service = text(record(record(metadata)['labels'])[SERVICE_LABEL]);
      if (service !== '') add(`${namespace}/${service}`, text(addressType), ofSlice(item));
    },
    of(namespace, service) {
      const families = [...(byFamily.get(`${namespace}/${service}`)?.values() ?? [])];
      const [largest] = families.toSorted((a, b) => b.ready + b.notReady - a.ready - a.notReady);
      return largest ?? { ready: 0, notReady: 0 };
    },
  };
}

/** `ready` absent means ready: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions */
function ofSlice(item: unknown): Addresses {
  const endpoints = list(record(item)['endpoints']);
  const notReady = endpoints.filter(
    (endpoint) => record(record(endpoint)['conditions'])['ready'] === false,
  ).length;
  return { ready: endpoints.length - notReady, notReady };
}

function ofEndpoints(item: unknown): Addresses {
  const subsets = list(record(item)['subsets']).map(record);
  const sum = (key: string): number => subsets.reduce((total, subset) => total + list(subset[key]).length, 0);
  return { ready: sum('addresses'), notReady: sum('notReadyAddresses') };
}
