import type { ContainerSpecEvidence, Known, PodEvidence } from '../../evidence.ts';
import type { SampleEvidence } from '../../sample-evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { sampleContainer } from '../sampler/index.ts';
import { unknown } from './api.ts';

export interface TakeSampleRequest {
  cluster: Cluster;
  pod: PodEvidence;
  container: ContainerSpecEvidence;
  windowMs: number;
  /** From now on. */
  patienceMs: number;
  urls: readonly string[];
  requests: number;
  /** Whether anything may be run in the container. */
  exec: boolean;
  signal: AbortSignal | undefined;
}

/** What the container says about itself over the window; it is not asked where that is not allowed, or cannot be. */
export async function takeSample(request: TakeSampleRequest): Promise<Known<SampleEvidence>> {
  const { container, exec } = request;
  if (container.notRunning !== undefined)
    return unknown('not-running', `container ${container.name} is not running: ${container.notRunning}`);
  if (!exec)
    return unknown('not-asked', 'nothing may be run in the container', 'Allow it with --allow read,exec.');
  return sampleContainer(request);
}
