import type { ContainerInventory } from '../../contracts/inventory.ts';
import type { LinkVariable } from '../../env/service-links.ts';
import { listed } from '../words.ts';

/** The Services that make variables, by name, each once. */
export function makersOf(variables: readonly LinkVariable[]): string[] {
  return [...new Set(variables.map(({ service }) => service.name))];
}

/** `the Service a makes`, `the Services a and b make`. */
export function servicesMake(services: readonly string[]): string {
  return `${theServices(services)} ${services.length === 1 ? 'makes' : 'make'}`;
}

/** `the Service a`, `the Services a and b`. */
export function theServices(services: readonly string[]): string {
  return `the ${services.length === 1 ? 'Service' : 'Services'} ${listed(services)}`;
}

/** Whether a container has a source of envFrom whose keys are not known: it may declare any name, and hide a link. */
export function mayDeclareMore({ envFrom }: Pick<ContainerInventory, 'envFrom'>): boolean {
  return envFrom.some(({ keys }) => !keys.known);
}

/** The same as the end of a message; nothing where all names are known. */
export function unlessDeclared(mayDeclare: boolean): string {
  return mayDeclare ? ' A source of envFrom whose keys are not known may declare it.' : '';
}
