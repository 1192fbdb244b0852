import type { FleetNamespace } from './fleet-namespace.ts';
import { integrations } from './integrations.ts';
import { operations } from './operations.ts';
import { previews } from './previews.ts';
import { tenants } from './tenants.ts';

export type { FleetNamespace } from './fleet-namespace.ts';

/** Namespaces for what only a look at a whole cluster shows: growth, collisions, Services that nobody uses. */
export const fleet: readonly FleetNamespace[] = [integrations, operations, previews, tenants];
