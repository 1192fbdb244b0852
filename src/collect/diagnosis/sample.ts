import type { Known } from '../../contracts/evidence.ts';
import type { SampleEvidence } from '../../contracts/sample-evidence.ts';
import { sampleContainer, type SampleRequest } from '../sampler/index.ts';
import { unknown } from './api.ts';

export interface TakeSampleRequest extends SampleRequest {
  /** Whether anything may be run in the container. */
  exec: boolean;
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
