import { declaredVariables } from '../../env/declared.ts';
import { environmentName, serviceVariables } from '../../env/service-links.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { once } from '../judgement/once.ts';

/** A Service that makes a variable X_PORT which the container does not declare and nothing else tells of. */
export interface Poison {
  service: ServiceInventory;
  prefix: string;
  port: string;
  /** All of the Service's variables that the container gets. */
  variables: number;
}

/** What a Service does to a container; undefined when there is nothing to tell. */
export function poisonOf(
  judgement: CollisionSubject,
  service: ServiceInventory | undefined,
  told: ReadonlySet<string>,
): Poison | undefined {
  if (service === undefined) return undefined;
  const prefix = environmentName(service.name);
  const port = `${prefix}_PORT`;
  if (told.has(port)) return undefined;
  const hiding = declaredVariables(judgement.container).variables;
  const made = once(service, 'names', () => namesOf(service, judgement.links.namespace));
  // X_PORT is what apps trip over; who declares it has met the trap already.
  if (!made.has(port) || hiding.has(port)) return undefined;
  let variables = made.size;
  for (const name of new Set([...hiding.keys(), ...told])) if (made.has(name)) variables -= 1;
  return { service, prefix, port, variables };
}

function namesOf(service: ServiceInventory, namespace: string): ReadonlySet<string> {
  return new Set(serviceVariables(service, namespace).map(({ name }) => name));
}

/** A variable with the prefix that the container declares, and that no Service of this name makes. */
export function declaredWith({ declared, links }: CollisionSubject, prefix: string): string | undefined {
  for (const name of declared) {
    if (name.startsWith(`${prefix}_`) && links.claims(name).length === 0) return name;
  }
  return undefined;
}

/** What apps read settings of their own prefix with, more often than not. */
export const READERS = '(viper, pydantic-settings, convict, envconfig)';
