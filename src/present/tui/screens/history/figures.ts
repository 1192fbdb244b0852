import type { Check, CheckedStage, Diagnosis, StageVerdict } from '../../../../contracts/diagnosis.ts';
import type { Evidence } from '../../../../contracts/evidence.ts';
import type { ContainerReport } from '../../../../contracts/report.ts';
import { printableReport } from '../../../printable-report.ts';
import type { HistoryEntry } from '../../screen.ts';
import { checkKey } from '../flow/state.ts';

/** What two entries are compared by; absent: unknown. All texts are printable. */
export interface Figures {
  variables?: number;
  bytes?: number;
  /** CPU time of one child process that inherits the environment, and what the limit makes of it. */
  childMs?: number;
  effectiveMs?: number;
  /** The same as a diagnosis tells it: `559 ms of CPU`. */
  child?: string;
  /** Which container of which workload it is about, whatever the pod is called. */
  subject?: string;
  /** `critical`, or the cause that was found. */
  outcome: string;
  /** Of a diagnosis. */
  stages?: Map<CheckedStage, StageVerdict>;
  checks?: Map<string, Check>;
}

/** The figures of a probe or a diagnosis. */
export function figuresOf({ audited, finished }: HistoryEntry): Figures {
  const report = audited?.report.containers[0];
  if (finished !== undefined) {
    return {
      ...auditFigures(finished.evidence.audit),
      ...diagnosisFigures(printableReport(finished.diagnosis)),
    };
  }
  return report === undefined ? { outcome: 'unknown' } : reportFigures(report);
}

function reportFigures(report: ContainerReport): Figures {
  const { count, cost, severity } = report;
  return {
    subject: subjectOf(report),
    variables: count.exec?.variables,
    bytes: count.exec?.bytes,
    childMs: cost.spawnInherited?.median.cpuMs,
    effectiveMs: cost.effectiveMs,
    outcome: severity,
  };
}

function diagnosisFigures({ subject, stages, rootCause }: Diagnosis): Figures {
  const perChild = stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'environment-per-child');
  return {
    subject: subjectOf(subject),
    child: perChild?.measured,
    outcome: rootCause.cause === undefined ? 'no cause found' : `${rootCause.cause}, ${rootCause.confidence}`,
    stages: new Map(stages.map(({ stage, verdict }) => [stage, verdict])),
    checks: new Map(stages.flatMap(({ checks }) => checks.map((check) => [checkKey(check), check] as const))),
  };
}

function subjectOf(of: Pick<ContainerReport, 'namespace' | 'workload' | 'pod' | 'container'>): string {
  const { namespace, workload, pod, container } = of;
  return `${namespace} ${workload === undefined ? pod : `${workload.kind}/${workload.name}`} ${container}`;
}

function auditFigures({ containers: [one] }: Evidence): Partial<Figures> {
  if (one === undefined || !one.probe.known) return {};
  const { exec, timing, cgroup } = one.probe.value;
  const times = timing.known ? timing.value.spawnInherited.map(({ cpuMs }) => cpuMs) : [];
  const childMs = times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)];
  const limit = typeof cgroup.cpuLimit === 'number' ? cgroup.cpuLimit : one.container.cpuLimit;
  return {
    variables: exec.count,
    bytes: exec.bytes,
    ...(childMs === undefined ? {} : { childMs, effectiveMs: childMs / Math.min(1, limit || 1) }),
  };
}
