import { MASTER_SERVICE } from '../../env/service-links.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import type { StaleServiceReport } from '../../contracts/scan-report.ts';
import { age } from '../../units.ts';
import type { NamespaceContext } from './context.ts';

interface Input {
  context: NamespaceContext;
  staleAfterMs: number;
  /** Names of Services that select the pods of a workload, be it scaled to zero. */
  selecting: ReadonlySet<string>;
  /** Running containers with links. */
  containers: number;
}

/**
 * Services that cost variables and that nobody seems to stand behind, oldest first: they have no endpoints, no pod and
 * no workload that their selector matches, and nobody made or changed them lately. Where one of endpoints and pods is
 * not known, the other decides; where neither is, nothing is stale. Without a selector the endpoints, which somebody
 * else keeps, decide alone.
 */
export function staleServices(input: Input): StaleServiceReport[] {
  const { context, containers } = input;
  return context.links.own
    .filter(({ service }) => isStale(service, input))
    .map(({ service, variables, bytes }) => {
      const { name, type, createdAt, changedAt } = service;
      return {
        namespace: context.links.namespace,
        name,
        type,
        createdAt,
        changedAt,
        because: reasons(service, context.now),
        variables,
        bytes,
        containers,
      };
    });
}

function isStale(service: ServiceInventory, { context, staleAfterMs, selecting }: Input): boolean {
  const { name, endpoints, pods, createdAt, changedAt = createdAt } = service;
  if (name === MASTER_SERVICE || selecting.has(name)) return false;
  if (endpoints === undefined && (pods === undefined || !hasSelector(service))) return false;
  if (endpoints !== undefined && endpoints.ready + endpoints.notReady > 0) return false;
  if (pods !== undefined && pods > 0) return false;
  const now = Date.parse(context.now);
  // Unreadable times compare as false: such a Service is not called stale.
  return now - Date.parse(createdAt) >= staleAfterMs && now - Date.parse(changedAt) >= staleAfterMs;
}

function hasSelector({ selector = {} }: ServiceInventory): boolean {
  return Object.keys(selector).length > 0;
}

function reasons(service: ServiceInventory, now: string): string[] {
  const { endpoints, pods, createdAt, changedAt } = service;
  return [
    ...(endpoints === undefined ? [] : ['no endpoints']),
    ...(hasSelector(service) ? [] : ['it has no selector']),
    ...(hasSelector(service) && pods !== undefined ? ['its selector matches no pod'] : []),
    changedAt === undefined
      ? `created ${age(createdAt, now)} ago`
      : `nobody changed it for ${age(changedAt, now)}`,
  ];
}
