import type { ContainerEvidence, TimingEvidence } from '../../../contracts/evidence.ts';
import type { CostReport } from '../../../contracts/report.ts';
import { COSTS, atLimit, modelCpuMs, type CostOf } from './cost-model.ts';
import { measured, slowdownOf } from './timing.ts';
import type { RuntimeGuess } from './runtime.ts';
import { RAISES } from '../../severity.ts';

/** The operation whose time is judged. */
export interface Operation {
  kind: 'spawn' | 'loop' | 'estimate';
  /** Median CPU time. */
  cpuMs: number;
  /** What it takes at the container's CPU limit, alone on its node. */
  effectiveMs: number;
}

/** What was timed in the container and what the model says, without a verdict. */
export function costReport(input: {
  subject: ContainerEvidence;
  runtime: RuntimeGuess;
  variables: number;
  similarity: number | undefined;
}): { cost: CostReport; operation: Operation | undefined } {
  const { subject, runtime } = input;
  const answer = subject.probe.known ? subject.probe.value : undefined;
  const timing = answer === undefined ? undefined : applicable(answer.timing, runtime);
  const cpuLimit = cpuLimitOf(subject);
  const operation = timing === undefined ? undefined : operationOf(timing, cpuLimit);
  const cost: CostReport = {
    runtime: runtime.id,
    version: timing?.version,
    libc: answer?.processes.libc,
    cpuLimit,
    estimateCpuMs: timing?.estimateCpuMs,
    loop: measured(timing?.loop ?? []),
    loopSkipped: timing?.loopSkipped,
    spawnInherited: measured(timing?.spawnInherited ?? []),
    spawnSmall: measured(timing?.spawnSmall ?? []),
    spawnError: timing?.spawnError,
    model: operation === undefined ? modelOf(input) : undefined,
    effectiveMs: operation?.effectiveMs,
    ...(answer && slowdownOf(answer, { cpuLimit, timing })),
    // The kernel counts in ticks of 10 ms: less than one is no figure.
    execStartCpuMs: answer?.cost.startCpuMs || undefined,
    audit: answer && auditOf(answer.cost),
  };
  return { cost, operation };
}

/**
 * The CPU limit in cores: what the cgroup enforces, else what the pod spec says; undefined: none. A cgroup without a
 * limit does not overrule the spec: the file that the container sees may be that of another cgroup.
 */
export function cpuLimitOf({ probe, container }: ContainerEvidence): number | undefined {
  const enforced = probe.known ? probe.value.cgroup.cpuLimit : undefined;
  return typeof enforced === 'number' ? enforced : container.cpuLimit;
}

/** A shell's own time says nothing about an app of another runtime in the same container. */
function applicable(timing: { known: boolean; value?: TimingEvidence }, runtime: RuntimeGuess) {
  const value = timing.known ? timing.value : undefined;
  return value === undefined || (runtime.id !== undefined && runtime.id !== value.runtime)
    ? undefined
    : value;
}

function operationOf(timing: TimingEvidence, cpuLimit: number | undefined): Operation | undefined {
  const candidates = [
    ['spawn', measured(timing.spawnInherited)?.median.cpuMs],
    ['loop', measured(timing.loop)?.median.cpuMs],
    ['estimate', timing.estimateCpuMs],
  ] as const;
  for (const [kind, cpuMs] of candidates) {
    if (cpuMs !== undefined) return { kind, cpuMs, effectiveMs: atLimit(cpuMs, cpuLimit) };
  }
  return undefined;
}

function modelOf(input: Parameters<typeof costReport>[0]): CostReport['model'] {
  const { subject, runtime } = input;
  const musl = subject.probe.known && subject.probe.value.processes.libc === 'musl';
  return modelledCost({ ...input, of: runtime.id, musl });
}

/** What one child process costs by the model; undefined where it knows nothing of the runtime. */
export function modelledCost(input: {
  of: string | undefined;
  variables: number;
  similarity: number | undefined;
  musl: boolean;
}): CostReport['model'] {
  const { of = '', variables, similarity, musl } = input;
  if (!isModelled(of)) return undefined;
  const cpuMs = modelCpuMs({
    of,
    variables,
    similarity,
    factor: musl && of === 'node' ? RAISES.muslFactor : 1,
  });
  return { cpuMs, what: of === 'bash' ? 'starting bash' : 'starting a child process' };
}

function isModelled(id: string): id is CostOf {
  return Object.hasOwn(COSTS, id);
}

function auditOf(cost: { totalCpuMs?: number; wallMs?: number; roundTripMs: number }): CostReport['audit'] {
  return {
    cpuMs: cost.totalCpuMs,
    wallMs: cost.wallMs,
    roundTripMs: cost.roundTripMs,
  };
}
