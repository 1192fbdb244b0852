import type { ContainerEvidence, Known } from '../../../contracts/evidence.ts';
import type { CostReport } from '../../../contracts/report.ts';
import { atLimit } from './cost-model.ts';
import type { Operation } from './cost.ts';
import { known, unknown } from '../known.ts';

/** What the environment costs a container: CPU time of one operation, as a range. All times in milliseconds. */
export interface ChildCost {
  basis: 'measured' | 'estimated';
  /** `spawn`: a child process; `loop`: one pass over the environment. An estimate by the model stands for both. */
  kind: 'spawn' | 'loop' | 'model';
  cpuMs: [number, number];
  /** What it takes by the clock at the CPU limit, alone on its node. */
  effectiveMs: [number, number];
}

interface Judged {
  subject: Pick<ContainerEvidence, 'probe'>;
  cost: CostReport;
  operation: Operation | undefined;
}

/** Of a child process, else of a pass over the environment: measured, else by the model. */
export function childCost(judged: Judged): Known<ChildCost> {
  const { cost, subject } = judged;
  const own = measuredCost(judged, 'spawn') ?? measuredCost(judged, 'loop');
  if (own !== undefined) return known(own);
  if (cost.model !== undefined) return known(costOf('model', cost.model.cpuMs, cost.cpuLimit));
  if (!subject.probe.known) return subject.probe;
  return unknown('nothing was timed in the container, and nothing tells its runtime');
}

/** What was timed of an operation in the container; undefined where it was not. */
export function measuredCost({ cost, operation }: Judged, kind: 'spawn' | 'loop'): ChildCost | undefined {
  if (operation === undefined) return undefined;
  const { spawnInherited, loop, estimateCpuMs, cpuLimit } = cost;
  const cpuMs = kind === 'spawn' ? spawnInherited?.median.cpuMs : (loop?.median.cpuMs ?? estimateCpuMs);
  return cpuMs === undefined ? undefined : costOf(kind, [cpuMs, cpuMs], cpuLimit);
}

function costOf(kind: ChildCost['kind'], cpuMs: [number, number], limit: number | undefined): ChildCost {
  return {
    basis: kind === 'model' ? 'estimated' : 'measured',
    kind,
    cpuMs,
    effectiveMs: [atLimit(cpuMs[0], limit), atLimit(cpuMs[1], limit)],
  };
}
