import type { Sampling } from '../probes/request.ts';
import { nodeSampler, shellSampler } from './build.ts';
import { parseSample } from './parse/index.ts';
import { longestWindow, type SampleOrder } from './request.ts';

/**
 * A window over a container, as the exec that audits it takes it along: audits alone load nothing of it.
 * The programs throw EnvauditError `usage` for URLs that may not be requested.
 */
export function sampling(order: SampleOrder): Sampling {
  return {
    longestMs: longestWindow(order),
    shell: () => shellSampler(order),
    node: () => nodeSampler(order),
    parse: (answer, roundTripMs) => parseSample(answer, order, roundTripMs),
  };
}
