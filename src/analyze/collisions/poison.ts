import { environmentName, hasClusterIP, serviceVariables } from '../../env/service-links.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import { once } from '../judgement/once.ts';
import type { CollisionSubject, NamespaceLinks } from '../judgement/template.ts';

/** A Service that makes a variable X_PORT, a URL: that is what apps trip over. */
export interface Poison {
  service: ServiceInventory;
  prefix: string;
  port: string;
}

/** All of a namespace, by the name of the Service. */
export function poisons(links: NamespaceLinks): ReadonlyMap<string, Poison> {
  return once(links, 'poisons', () => {
    const making = links.services.filter((service) => hasClusterIP(service) && service.ports.length > 0);
    return new Map(
      making.map((service) => {
        const prefix = environmentName(service.name);
        return [service.name, { service, prefix, port: portVariable(service.name) }];
      }),
    );
  });
}

/** `LANGFLOW_PORT` of the Service langflow: a URL. */
export function portVariable(service: string): string {
  return `${environmentName(service)}_PORT`;
}

/** The same by the first word of the prefix. */
export function poisonsByFirstWord(links: NamespaceLinks): ReadonlyMap<string, readonly Poison[]> {
  return once(links, 'poisons by first word', () =>
    Map.groupBy(poisons(links).values(), ({ prefix }) => firstWord(prefix)),
  );
}

/** `LANGFLOW` of `LANGFLOW_RUNTIME`. */
export function firstWord(prefix: string): string {
  return prefix.split('_', 1)[0] ?? '';
}

/** Whether a container gets the variable and nothing else tells of it; who declares it has met the trap already. */
export function isPoisoned(
  { declared }: CollisionSubject,
  { port }: Poison,
  told: ReadonlySet<string>,
): boolean {
  return !declared.has(port) && !told.has(port);
}

/** How many variables of the Service a container gets that nothing else tells of, X_PORT among them. */
export function poisonVariables(
  { declared, links }: CollisionSubject,
  { service }: Poison,
  told: ReadonlySet<string>,
): number {
  const made = new Set(serviceVariables(service, links.namespace).map(({ name }) => name));
  return [...made].filter((name) => !declared.has(name) && !told.has(name)).length;
}

/** A variable with the prefix that the container declares, and that no Service of this name makes. */
export function declaredWith({ declared, links }: CollisionSubject, prefix: string): string | undefined {
  const start = `${prefix}_`;
  for (const name of declared) if (name.startsWith(start) && links.claims(name).length === 0) return name;
  return undefined;
}

/** What apps read settings of their own prefix with, more often than not. */
export const READERS = '(viper, pydantic-settings, convict, envconfig)';
