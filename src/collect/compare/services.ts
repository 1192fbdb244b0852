import type { Known } from '../../contracts/evidence.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { ServicesByNamespace } from '../services.ts';

/** What the prediction needs of an inventory: the Services of one namespace, and the Service kubernetes. */
export function servicesIn(inventory: Known<Inventory>, namespace: string): ServicesByNamespace {
  if (!inventory.known) return { [namespace]: inventory };
  const { namespaces, kubernetesService } = inventory.value;
  const own = namespaces.find(({ name }) => name === namespace)?.services;
  const master = kubernetesService.known
    ? { known: true as const, value: [kubernetesService.value] }
    : kubernetesService;
  return { default: master, ...(own === undefined ? {} : { [namespace]: own }) };
}
