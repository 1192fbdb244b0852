import type { LinkIndex } from '../../env/link-index.ts';
import type { Inventory, NamespaceInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import { linkIndex } from '../../env/link-index.ts';
import { nameSimilarity } from '../figures/environment/cost-model.ts';
import { TYPICAL_SERVICE } from '../figures/environment/headroom.ts';
import { imageUses } from './images.ts';

/** What all containers of a namespace are judged with. */
export interface NamespaceContext {
  links: LinkIndex;
  /** See `nameSimilarity`. */
  similarity: number | undefined;
  /** What the average Service puts into each container; a typical one where the namespace has none. */
  average: { variables: number; bytes: number; nameBytes: number };
  /** What the namespace's workloads tell about an image. */
  ofImage: ReturnType<typeof imageUses>;
  /** Why the Services are not known; absent when they are. */
  unknown?: string;
  /** The time of the inventory. */
  now: string;
}

/** Indexes the Services of a namespace: the one pass over all of their names. */
export function namespaceContext(
  { name, services }: Pick<NamespaceInventory, 'name' | 'services'>,
  { kubernetesService, collectedAt }: Pick<Inventory, 'kubernetesService' | 'collectedAt'>,
  workloads: readonly WorkloadInventory[] = [],
): NamespaceContext {
  const links = linkIndex({ namespace: name, services, kubernetesService });
  return {
    links,
    similarity: nameSimilarity(links.names()),
    average: averageOf(links),
    ofImage: imageUses(workloads),
    ...(services.known ? {} : { unknown: services.problem.message }),
    now: collectedAt,
  };
}

function averageOf(links: LinkIndex): NamespaceContext['average'] {
  const count = links.own.length;
  if (count === 0) return TYPICAL_SERVICE;
  const variables = links.own.reduce((sum, each) => sum + each.variables, 0);
  const bytes = links.own.reduce((sum, each) => sum + each.bytes, 0);
  const names = links.nameBytes() - links.nameBytesWithoutLinks();
  const inArgument = names + '${} '.length * (links.totals().variables - links.withoutLinks().variables);
  return { variables: variables / count, bytes: bytes / count, nameBytes: inArgument / count };
}
