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
  /** What pods use, as their kubelet tells, by `NAMESPACE/POD`; those that are not named idle. */
  usage?: Record<string, PodUsage>;
}

export interface CapturedObjects {
  /** Brotli-compressed JSON in base64. */
  services: string;
  others: string;
}
