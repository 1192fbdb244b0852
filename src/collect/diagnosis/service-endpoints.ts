import { EnvauditError } from '../../errors.ts';
import { countEndpoints } from '../inventory/endpoints.ts';
import { count, list, record, text } from '../inventory/shape.ts';
import { ENDPOINTS, listPath, type Source } from '../inventory/sources.ts';
import type { Api } from './api.ts';
import { objectName } from './names.ts';

export interface ServiceAddresses {
  ready: number;
  notReady: number;
  /** The first addresses, ready or not. */
  addresses: ReadonlySet<string>;
  /** Their ports. */
  ports: ReadonlySet<number>;
}

/** What is behind a Service; throws what the last way of asking threw. */
export type ReadEndpoints = (
  service: { namespace: string; name: string },
  api: Api,
) => Promise<ServiceAddresses>;

const MOST_ADDRESSES = 1000;
const MOST_PORTS = 100;

/**
 * Reads EndpointSlices in the version that the server has, or Endpoints where only these may be read. What one answer
 * has told about that is remembered for the next question.
 */
export function endpointsReader(): ReadEndpoints {
  const useless = new Set<Source>();
  return async ({ namespace, name }, api) => {
    let failure: unknown;
    for (const source of ENDPOINTS.filter((one) => !useless.has(one))) {
      try {
        return await read(source, { namespace, name: objectName(name) }, api);
      } catch (error) {
        if (!(error instanceof EnvauditError) || !['not-found', 'forbidden'].includes(error.code))
          throw error;
        // A right may be missing in one namespace only; a version is missing in all.
        if (error.code === 'not-found') useless.add(source);
        failure ??= error.code === 'forbidden' ? error : undefined;
      }
    }
    throw failure ?? new EnvauditError('not-found', `nobody keeps endpoints of the Service ${name}`);
  };
}

async function read(
  source: Source,
  { namespace, name }: { namespace: string; name: string },
  api: Api,
): Promise<ServiceAddresses> {
  const endpoints = countEndpoints();
  const addresses = new Set<string>();
  const ports = new Set<number>();
  const selector =
    source.resource === 'endpoints'
      ? { fieldSelector: `metadata.name=${name}` }
      : { labelSelector: `kubernetes.io/service-name=${name}` };
  await api.each(listPath(source, namespace), selector, (item) => {
    endpoints.fold(item, source);
    for (const address of addressesIn(item)) {
      if (addresses.size >= MOST_ADDRESSES) break;
      addresses.add(address);
    }
    for (const port of portsIn(item)) if (ports.size < MOST_PORTS) ports.add(port);
  });
  return { ...endpoints.of(namespace, name), addresses, ports };
}

/** Of a slice or of Endpoints. */
function* addressesIn(item: unknown): Generator<string> {
  const { endpoints, subsets } = record(item);
  for (const endpoint of list(endpoints)) yield* list(record(endpoint)['addresses']).map(text);
  for (const subset of list(subsets)) {
    const { addresses, notReadyAddresses } = record(subset);
    for (const entry of [...list(addresses), ...list(notReadyAddresses)]) yield text(record(entry)['ip']);
  }
}

function* portsIn(item: unknown): Generator<number> {
  const { ports, subsets } = record(item);
  for (const owner of [ports, ...list(subsets).map((subset) => record(subset)['ports'])])
    for (const entry of list(owner)) {
      const port = count(record(entry)['port']);
      if (port !== undefined) yield port;
    }
}
