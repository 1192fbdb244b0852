import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { atLimit } from './cost-model.ts';
import type { EnvironmentCost } from './environment-cost.ts';
import type { Spawns } from '../container/spawns.ts';

/** Below this the container runtime's exec is its own work, and none of the environment's. */
const EXEC_BASE_MS = 50;

/** Which part of the container's time the environment takes, 0 to 1. */
export interface EnvironmentShare {
  /** All children and exec probes, with the whole environment. */
  total: number;
  /** The part of it that would be gone without service links. */
  links: number;
  /** CPU that the links cost, in cores. */
  linksCores: number;
  /** Exec probes' part of `links`. */
  probes: number;
}

/**
 * Children that the app started in the window × what each costs at the CPU limit, and the exec probes' start. No more
 * than the main thread's CPU time can have paid for. Undefined where the children or their cost are unknown.
 */
export function linksShare(input: {
  cost: EnvironmentCost;
  sample: SampleEvidence;
  spawns: Spawns | undefined;
}): EnvironmentShare | undefined {
  const { cost, sample, spawns } = input;
  const { child, judgement } = cost;
  if (child === undefined || spawns?.byMain === undefined || !(spawns.seconds > 0)) return undefined;
  const { cpuLimit } = judgement.cost;
  const windowMs = spawns.seconds * 1000;
  const main = sample.processes.known ? sample.processes.value.main : undefined;
  const affordable = main === undefined ? 0 : (main.mainThreadCpuMs ?? main.cpuMs) + main.childrenCpuMs;
  const paidMs = Math.min(spawns.byMain * child.cpuMs, affordable);
  const ofLinks = child.cpuMs > 0 ? Math.max(0, 1 - child.withoutLinksMs / child.cpuMs) : 0;
  const probes = probesCores(cost);
  const inTime = (cores: number): number => Math.min(1, atLimit(cores, cpuLimit));
  const linksCores = (paidMs * ofLinks) / windowMs + probes;
  return {
    total: inTime(paidMs / windowMs + probes),
    links: inTime(linksCores),
    linksCores,
    probes: inTime(probes),
  };
}

/** CPU in cores that starting exec probes costs the container beyond the usual, where links are most of its environment. */
function probesCores({ judgement, links, variables }: EnvironmentCost): number {
  const startCpuMs = judgement.cost.execStartCpuMs ?? 0;
  if (startCpuMs < EXEC_BASE_MS || links * 2 < variables) return 0;
  const perSecond = judgement.subject.container.execProbes.reduce(
    (sum, { periodSeconds }) => sum + (periodSeconds === undefined ? 0 : 1 / Math.max(1, periodSeconds)),
    0,
  );
  return (perSecond * (startCpuMs - EXEC_BASE_MS)) / 1000;
}
