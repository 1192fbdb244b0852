import type { ContainerReport } from '../../../../contracts/report.ts';
import { printableReport } from '../../../printable-report.ts';
import type { Audited } from '../../backend.ts';
import type { HistoryEntry } from '../../screen.ts';

/** What a container paid, or will pay, with so many variables. */
export interface CostPoint {
  /** Its character in the plot. */
  mark: string;
  kind: 'measured' | 'estimated' | 'predicted';
  variables: number;
  cpuMs: number;
  /** When it was measured, milliseconds since the epoch. */
  at?: number;
  /** What is said about it besides. */
  note: string;
}

export interface Curve {
  points: CostPoint[];
  /** CPU ms of `what` with so many variables, by the model. */
  at: (variables: number) => number;
  /** What is paid for: `a child process`. */
  what: string;
  /** `with the square of the variables`, or `in proportion to them`. */
  growth: string;
}

/**
 * The measurements of this session in the same container, or workload, the model's curve through the one with the most
 * variables, and what the newest one would cost without service links.
 */
export function curveOf(audited: Audited, at: number, history: readonly HistoryEntry[]): Curve | undefined {
  const newest = audited.report.containers[0];
  const cost = newest === undefined ? undefined : costOf(newest);
  if (newest === undefined || cost === undefined) return undefined;
  const measured = [
    ...measuredBefore(history, newest, audited, cost.what),
    { mark: '', ...cost, at, note: '' },
  ];
  const small = cost.what === SPAWN ? newest.cost.spawnSmall?.median.cpuMs : undefined;
  const power = audited.growth === 'quadratic' ? 2 : 1;
  const model = modelThrough(measured, small ?? 0, power);
  const links = newest.origins['service-link'].variables + newest.origins.ghost.variables;
  const rest = Math.max(0, cost.variables - links);
  return {
    points: [
      ...measured.map((point, index) => ({ ...point, mark: numberMark(index) })),
      ...(links === 0 ? [] : [{ ...predicted(rest, model(rest)), note: 'without the service links' }]),
      ...(small === undefined ? [] : [smallPoint(small, at)]),
    ],
    at: model,
    what: cost.what,
    growth: power === 2 ? 'with the square of the variables' : 'in proportion to the variables',
  };
}

function modelThrough(points: readonly CostPoint[], small: number, power: number): Curve['at'] {
  const most = points.reduce((one, other) => (other.variables > one.variables ? other : one));
  const base = Math.min(small, most.cpuMs);
  return (variables) => base + (most.cpuMs - base) * (variables / Math.max(1, most.variables)) ** power;
}

function smallPoint(cpuMs: number, at: number): CostPoint {
  return { mark: 's', kind: 'measured', variables: 0, cpuMs, at, note: 'with a small environment' };
}

const SPAWN = 'a child process';

function costOf({ cost, count }: ContainerReport) {
  const variables = count.exec?.variables ?? count.main?.variables;
  if (variables === undefined) return undefined;
  const { spawnInherited, loop, estimateCpuMs, model } = cost;
  const measured = 'measured' as const;
  if (spawnInherited !== undefined) {
    return { kind: measured, variables, cpuMs: spawnInherited.median.cpuMs, what: SPAWN };
  }
  if (loop !== undefined) {
    return { kind: measured, variables, cpuMs: loop.median.cpuMs, what: 'reading every variable' };
  }
  const estimated = 'estimated' as const;
  if (estimateCpuMs !== undefined) {
    return { kind: estimated, variables, cpuMs: estimateCpuMs, what: 'reading every variable' };
  }
  return model === undefined
    ? undefined
    : { kind: estimated, variables, cpuMs: model.cpuMs[1], what: model.what };
}

function measuredBefore(
  history: readonly HistoryEntry[],
  newest: ContainerReport,
  audited: Audited,
  what: string,
): CostPoint[] {
  return history.flatMap((entry): CostPoint[] => {
    const report = entry.audited === audited ? undefined : entry.audited?.report.containers[0];
    const cost = report !== undefined && isSame(report, newest) ? costOf(report) : undefined;
    if (report === undefined || cost?.what !== what) return [];
    const note = report.pod === newest.pod ? '' : `in ${printableReport(report.pod)}`;
    return [{ mark: '', ...cost, at: entry.at, note }];
  });
}

/** The same container of the same workload: its pods come and go with each restart. */
function isSame(left: ContainerReport, right: ContainerReport): boolean {
  if (left.namespace !== right.namespace || left.container !== right.container) return false;
  if (left.workload === undefined || right.workload === undefined) return left.pod === right.pod;
  return left.workload.kind === right.workload.kind && left.workload.name === right.workload.name;
}

function predicted(variables: number, cpuMs: number): Omit<CostPoint, 'note'> {
  return { mark: 'o', kind: 'predicted', variables, cpuMs };
}

function numberMark(index: number): string {
  return index < 9 ? String(index + 1) : '+';
}
