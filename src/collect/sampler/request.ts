import type { ContainerSpecEvidence, PodEvidence } from '../../contracts/evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';

export interface SampleRequest {
  cluster: Cluster;
  pod: PodEvidence;
  container: ContainerSpecEvidence;
  /** Counts from the start of the program in the container. */
  windowMs: number;
  /** From now on: an answer that has not come then is given up. */
  patienceMs: number;
  /** To be requested from inside the container, `requests` times each. */
  urls: readonly string[];
  requests: number;
  signal: AbortSignal | undefined;
}

/** What the program in the container is told, and what its answer is read with. */
export interface SampleOrder {
  windowMs: number;
  /** Processes of other containers can be seen: shareProcessNamespace or hostPID. */
  shared: boolean;
  urls: readonly string[];
  requests: number;
}
