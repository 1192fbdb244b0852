import type { KubeObject } from '../api/objects.ts';

/** A namespace of the fleet; its objects are made when they are first asked for. */
export interface FleetNamespace {
  name: string;
  services: () => KubeObject[];
  others: () => KubeObject[];
}
