import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import type { ExecProbeReport } from '../../../contracts/scan-report.ts';
import { environmentCost } from './environment-cost.ts';
import { FEWEST_VARIABLES } from './cost-model.ts';
import { auditedProbes } from './probe-cost.ts';

const TIMED_OUT = /timed out|deadline exceeded|timeout/i;

/** What the exec probe that lacks time the most costs before its command does anything. */
export interface ExecProbeFigure {
  /** Its `effectiveMs` at the CPU limit, alone on its node. */
  probe: ExecProbeReport;
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
  const { cost, variables } = judgement;
  const [probe] = auditedProbes(judgement).toSorted((a, b) => share(b) - share(a));
  if (probe === undefined) return undefined;
  return {
    probe,
    measured: cost.execStartCpuMs !== undefined,
    timedOut: timedOut(parts),
    cpuLimit: cost.cpuLimit,
    variables,
  };
}

/** Of its timeout. */
function share({ effectiveMs, timeoutMs }: ExecProbeReport): number {
  return effectiveMs / timeoutMs;
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
