import type { ContainerInventory } from '../../contracts/inventory.ts';
import { containerTemplate } from '../pods/container-template.ts';
import { list, record } from './shape.ts';

/**
 * The containers of a pod spec, init containers last, without those that `except` names. Those that somebody attached for
 * debugging are left out: they do not come back. What is malformed becomes empty.
 */
export function containersOf(
  podSpec: unknown,
  except: readonly { name: string }[] = [],
): ContainerInventory[] {
  const { containers, initContainers, resources } = record(podSpec);
  const groupOf = (type: 'container' | 'init', group: unknown): ContainerInventory[] =>
    list(group).flatMap((container, position) => {
      if (except.some(({ name }) => name === record(container)['name'])) return [];
      return [{ ...containerTemplate(type, container, resources), position }];
    });
  return [...groupOf('container', containers), ...groupOf('init', initContainers)];
}
