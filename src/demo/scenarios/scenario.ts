import type { FleetNamespace } from '../fleet/fleet-namespace.ts';
import type { PodUsage } from '../nodes/usage.ts';
import type { ContainerSetup } from '../containers/container.ts';

/** One case of the demo: a pod with the environment of a real one, and what can be seen in it. */
export interface Scenario {
  /** Short name, unique. */
  id: string;
  namespace: string;
  pod: string;
  container: string;
  /** One line. */
  title: string;
  /** What an audit of it shows, in a sentence or two. */
  shows: string;
  /** The namespace's objects as they were captured; scenarios of one namespace share them. */
  objects: CapturedObjects;
  setup: ContainerSetup;
  /** Containers of other pods in its objects, by `NAMESPACE/POD/CONTAINER`. */
  containers?: Record<string, ContainerSetup>;
  /** Its pods are shown on this node; on the captured one by default. */
  node?: string;
  /** Namespaces with other pods that the case needs. */
  neighbours?: readonly FleetNamespace[];
  /** What pods use, as their kubelet tells, by `NAMESPACE/POD`; those that are not named idle. */
  usage?: Record<string, PodUsage>;
}

export interface CapturedObjects {
  /** Brotli-compressed JSON in base64. */
  services: string;
  others: string;
  /** RFC 3339; when most of the captures were taken by default. */
  capturedAt?: string;
}
