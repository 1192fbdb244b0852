/**
 * Contract 1 for pairs: what looking at one side of a comparison yields. `collect/compare/` fills it from a cluster or
 * from saved evidence, `analyze/compare/` sets two of them against each other. It is not saved itself.
 */
import type { ClusterEvidence, ContainerEvidence, Evidence, Known, Problem } from './evidence.ts';
import type { Inventory } from './inventory.ts';
import type { ObjectName } from './values.ts';

export interface SideEvidence {
  /** As typed: `deploy/web`, `namespace/shop`, `before.json`. */
  typed: string;
  /** The file that the side was read from; absent when a cluster was asked. */
  file?: string;
  /** kubectl's flags to reach this side by hand: `--context beijing`; empty where both sides are in one place. */
  connection: string[];
  cluster: ClusterEvidence;
  /** RFC 3339, UTC. */
  collectedAt: string;
  namespace: string;
  /** `gitVersion` of the API server. */
  serverVersion: Known<string>;
  /** Absent where namespaces are compared. */
  container?: ContainerEvidence;
  /** The node of the container's pod. */
  node: Known<NodeEvidence>;
  /** For the prediction, as in {@link Evidence}. */
  services: Evidence['services'];
  /** The namespace as a whole. */
  inventory: Known<Inventory>;
  /** What could not be looked at. */
  problems: Problem[];
}

/** What a Node's status says about it. Absent: it does not say. */
export interface NodeEvidence {
  name: ObjectName;
  /** `5.10.0-33-cloud-amd64`. */
  kernel?: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  osImage?: string;
  /** `containerd://1.7.2`. */
  containerRuntime?: string;
  /** `v1.31.0`. */
  kubelet?: string;
  /** `amd64`. */
  architecture?: string;
  /** Allocatable CPU in cores. */
  cpu?: number;
  /** Allocatable memory in bytes. */
  memory?: number;
}
