import type { LinkVariable } from './service-links.ts';

const PART = /^(.+?)_(?:SERVICE_PORT_.+|PORT_\d{1,5}_(?:TCP|UDP|SCTP)(?:_PROTO|_PORT|_ADDR)?)$/;

/**
 * Variables of Services that are still there and have other ports by now: what was injected for the old ports
 * remains in the container. Gives the Service's name for each.
 *
 * @param names names that no Service predicts
 * @param linked a variable of each Service that the container has, X_SERVICE_HOST
 */
export function remnants(names: Iterable<string>, linked: Iterable<LinkVariable>): Map<string, string> {
  const services = new Map<string, string>();
  for (const { name, service } of linked) services.set(name.slice(0, -'_SERVICE_HOST'.length), service.name);
  const found = new Map<string, string>();
  for (const name of names) {
    const service = services.get(PART.exec(name)?.[1] ?? '');
    if (service !== undefined) found.set(name, service);
  }
  return found;
}
