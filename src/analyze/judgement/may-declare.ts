import type { ContainerInventory } from '../../contracts/inventory.ts';

/** Whether a container has a source of envFrom whose keys are not known: it may declare any name, and hide a link. */
export function mayDeclareMore({ envFrom }: Pick<ContainerInventory, 'envFrom'>): boolean {
  return envFrom.some(({ keys }) => !keys.known);
}

/** The same as the end of a message; nothing where all names are known. */
export function unlessDeclared(mayDeclare: boolean): string {
  return mayDeclare ? ' A source of envFrom whose keys are not known may declare it.' : '';
}
