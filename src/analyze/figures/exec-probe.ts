import type { DiagnosisParts } from '../../contracts/diagnosis-evidence.ts';
import type { ExecProbeEvidence } from '../../contracts/evidence.ts';
import { environmentCost } from './environment-cost.ts';
import { FEWEST_VARIABLES } from './estimate.ts';
import { bashPasses } from './bash.ts';
import { atLimit, modelCpuMs } from './cost-model.ts';
import { shellOf } from './runtime.ts';

/** Kubernetes’ default for a probe’s timeoutSeconds. */
const DEFAULT_TIMEOUT_SECONDS = 1;
const TIMED_OUT = /timed out|deadline exceeded|timeout/i;

/** What the exec probe with the least time costs before its command does anything. */
export interface ExecProbeFigure {
  probe: ExecProbeEvidence;
  /** At the CPU limit, alone on its node. */
  effectiveMs: number;
  timeoutMs: number;
  /** The container runtime’s part was measured by the audit’s own exec; else it is runc’s before 1.3. */
  measured: boolean;
  /** What was seen to time out, as a clause: a probe, or our own exec. */
  timedOut: string | undefined;
  cpuLimit: number | undefined;
  variables: number;
}

/** Undefined without exec probes, or with too few variables to cost anything. */
export function execProbeFigure(
  parts: Pick<DiagnosisParts, 'audit' | 'podEvents' | 'sample'>,
): ExecProbeFigure | undefined {
  const judgement = environmentCost(parts.audit)?.judgement;
  if (judgement === undefined || judgement.variables < FEWEST_VARIABLES) return undefined;
  const { subject, cost, variables, similarity } = judgement;
  const [probe] = subject.container.execProbes
    .filter(({ kind }) => kind !== 'postStart' && kind !== 'preStop')
    .toSorted((a, b) => timeoutOf(a) - timeoutOf(b));
  if (probe === undefined) return undefined;
  const shell = shellOf(probe.command);
  const [, dear] = shell === 'none' ? [0, 0] : modelCpuMs({ of: shell, variables, similarity });
  const own = dear * (shell === 'bash' ? bashPasses(probe.command) : 1);
  const start = cost.execStartCpuMs ?? modelCpuMs({ of: 'oldRunc', variables })[1];
  return {
    probe,
    effectiveMs: atLimit(start + own, cost.cpuLimit),
    timeoutMs: timeoutOf(probe),
    measured: cost.execStartCpuMs !== undefined,
    timedOut: timedOut(parts),
    cpuLimit: cost.cpuLimit,
    variables,
  };
}

function timeoutOf({ timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: ExecProbeEvidence): number {
  return timeoutSeconds * 1000;
}

function timedOut({
  audit,
  podEvents,
  sample,
}: Pick<DiagnosisParts, 'audit' | 'podEvents' | 'sample'>): string | undefined {
  const events = podEvents.known ? podEvents.value : [];
  if (events.some(({ reason, message }) => reason === 'Unhealthy' && TIMED_OUT.test(message)))
    return 'the kubelet reports that it timed out';
  const probe = audit.containers[0]?.probe;
  const codes = [probe, sample].flatMap((part) =>
    part === undefined || part.known ? [] : [part.problem.code],
  );
  return codes.some((code) => code === 'timed-out' || code === 'exec-timeout')
    ? 'our own exec did not begin in time either'
    : undefined;
}
