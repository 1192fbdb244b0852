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
