import { declaredVariables } from '../../env/declared.ts';
import type { ContainerInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import { imagePathOf } from '../collisions/recognise.ts';

/** What the workloads of a namespace tell about an image, whatever its registry and tag. */
export interface ImageUse {
  /** The Services that select pods with a container of it, by name. */
  services: readonly string[];
  /** The variables X_PORT that its containers declare, and a workload that does: `deployment/api`. */
  declares: ReadonlyMap<string, string>;
}

const UNUSED: ImageUse = { services: [], declares: new Map() };

/** Gives what is known of a container's image. */
export function imageUses(
  workloads: readonly WorkloadInventory[],
): (container: ContainerInventory) => ImageUse {
  const uses = new Map<string, { services: Set<string>; declares: Map<string, string> }>();
  for (const { kind, name, containers, selectedBy } of workloads) {
    for (const container of containers) {
      const key = imageKey(container);
      const use = uses.get(key) ?? { services: new Set(), declares: new Map() };
      uses.set(key, use);
      if (container.type === 'container') for (const service of selectedBy) use.services.add(service);
      for (const variable of declaredVariables(container).variables.keys()) {
        if (variable.endsWith('_PORT') && !use.declares.has(variable))
          use.declares.set(variable, `${kind}/${name}`);
      }
    }
  }
  const told = new Map<string, ImageUse>();
  for (const [key, { services, declares }] of uses) told.set(key, { services: [...services], declares });
  return (container) => told.get(imageKey(container)) ?? UNUSED;
}

function imageKey(container: ContainerInventory): string {
  return imagePathOf(container).join('/');
}
