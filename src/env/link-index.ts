import type { Known, ServiceEvidence } from '../contracts/evidence.ts';
import type { ServiceInventory } from '../contracts/inventory.ts';
import { linkTable, type Contribution, type LinkTable, type TotalsOptions } from './link-table.ts';
import { MASTER_SERVICE, linkedServices } from './service-links.ts';
import type { LinkTotals } from './timeline.ts';

/** What the Services of a namespace put into containers that start there: built once, asked for each workload. */
export interface LinkIndex extends LinkTable {
  namespace: string;
  /** False: the Services could not be listed, and only those of `kubernetes` are here. */
  known: boolean;
  /** False: the Service `kubernetes` of the namespace `default` could not be read, and its variables are missing. */
  masterKnown: boolean;
  services: readonly ServiceInventory[];
  /** The same as `totals` for a container with links off. */
  withoutLinks: (options?: TotalsOptions) => LinkTotals;
  /** Bytes of the names of a container with links off. */
  nameBytesWithoutLinks: () => number;
  /** What the namespace's own Services but `kubernetes` put in, the oldest first. */
  own: readonly OwnService[];
}

export interface OwnService extends Contribution {
  service: ServiceInventory;
}

/**
 * The index of a namespace. Which Services and variables there are is decided by service-links.ts alone.
 *
 * @param input.kubernetesService the Service `kubernetes` of the namespace `default`
 */
export function linkIndex(input: {
  namespace: string;
  services: Known<ServiceInventory[]>;
  kubernetesService: Known<ServiceEvidence>;
}): LinkIndex {
  const { namespace } = input;
  const services = input.services.known ? input.services.value : [];
  const kubernetesService = input.kubernetesService.known ? input.kubernetesService.value : undefined;
  const table = (enableServiceLinks: boolean): LinkTable =>
    linkTable(linkedServices({ services, kubernetesService, namespace, enableServiceLinks }));
  const withLinks = table(true);
  const withoutLinks = table(false);
  return {
    ...withLinks,
    namespace,
    known: input.services.known,
    masterKnown: withLinks.contributions.some(isMaster),
    services,
    withoutLinks: withoutLinks.totals,
    nameBytesWithoutLinks: () => withoutLinks.nameBytes(),
    own: ownServices(withLinks.contributions, services),
  };
}

function ownServices(all: readonly Contribution[], services: readonly ServiceInventory[]): OwnService[] {
  // By identity: manifests can have two Services of one name.
  const inventory = new Map<ServiceEvidence, ServiceInventory>(services.map((service) => [service, service]));
  return all.flatMap((each) => {
    const service = inventory.get(each.service);
    return isMaster(each) || each.variables === 0 || service === undefined ? [] : [{ ...each, service }];
  });
}

function isMaster({ service }: Contribution): boolean {
  return service.name === MASTER_SERVICE;
}
