import type { ContainerInventory } from '../../../contracts/inventory.ts';
import type { Severity } from '../../../contracts/report.ts';
import type { ExecProbeReport } from '../../../contracts/scan-report.ts';
import { rank, severityOn, worst } from '../../severity.ts';
import type { ContainerJudgement } from '../audited.ts';
import { bashPasses } from './bash.ts';
import { atLimit, modelCpuMs } from './cost-model.ts';
import { shellOf } from './runtime.ts';

/** Kubernetes' defaults, https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/ */
const DEFAULT_TIMEOUT_SECONDS = 1;
const DEFAULT_PERIOD_SECONDS = 10;

/**
 * What each run of the container's exec probes costs before the command does anything: the container runtime sets every
 * variable, and the command's shell reads them. Which runc the node has is not known: the range covers both.
 */
export function execProbeReports(input: {
  container: { execProbes: ContainerInventory['execProbes']; cpuLimit?: number | undefined };
  variables: number;
  similarity: number | undefined;
  /** CPU time of the container runtime’s part, where it was measured. */
  startCpuMs?: number | undefined;
}): ExecProbeReport[] {
  const { container, variables, similarity, startCpuMs } = input;
  const cheapRunc = startCpuMs ?? modelCpuMs({ of: 'newRunc', variables })[0];
  const dearRunc = startCpuMs ?? modelCpuMs({ of: 'oldRunc', variables })[1];
  return container.execProbes.flatMap((probe): ExecProbeReport[] => {
    const { kind, command, timeoutSeconds, periodSeconds } = probe;
    if (kind === 'postStart' || kind === 'preStop') return [];
    const shell = shellOf(command);
    const [cheapShell, dearShell] =
      shell === 'none' ? [0, 0] : modelCpuMs({ of: shell, variables, similarity });
    const passes = shell === 'bash' ? bashPasses(command) : 1;
    const [cheap, dear] = [cheapRunc + cheapShell * passes, dearRunc + dearShell * passes];
    return [
      {
        kind,
        command: command[0] ?? '',
        shell,
        timeoutMs: (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
        periodMs: (periodSeconds ?? DEFAULT_PERIOD_SECONDS) * 1000,
        cpuMs: [Math.min(cheap, dear), Math.max(cheap, dear)],
        effectiveMs: atLimit(Math.max(cheap, dear), container.cpuLimit),
      },
    ];
  });
}

/** The same of a container that was audited, whose exec was timed where it could be. */
export function auditedProbes({
  subject,
  cost,
  variables,
  similarity,
}: ContainerJudgement): ExecProbeReport[] {
  const { execProbes } = subject.container;
  const container = { execProbes, cpuLimit: cost.cpuLimit };
  return execProbeReports({ container, variables, similarity, startCpuMs: cost.execStartCpuMs });
}

/** How bad it is at the CPU limit. What the dearer runc asks for is at most `medium`: nobody saw which one it is. */
export function probeSeverity(
  { cpuMs: [cheap, dear], timeoutMs }: ExecProbeReport,
  cpuLimit: number | undefined,
): Severity {
  const at = (cpuMs: number): Severity =>
    severityOn('execProbe', (atLimit(cpuMs, cpuLimit) / timeoutMs) * 100);
  return worst(at(cheap), rank(at(dear)) > rank('medium') ? 'medium' : at(dear));
}
