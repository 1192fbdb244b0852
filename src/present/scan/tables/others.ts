import type { DrainReport, StaleServiceReport } from '../../../contracts/scan-report.ts';
import { age, duration, durationRange, number } from '../../../units.ts';
import type { FittedColumn } from '../../layout/fitted.ts';
import { styled } from '../../layout/lines.ts';
import type { ProbeRow } from '../select/probes.ts';
import { workloadName } from '../kubectl.ts';
import { change, NOTHING, severityCell } from './cells.ts';

/** Services that nobody seems to use; ages are those at the time of looking. */
export function staleColumns(collectedAt: string): readonly FittedColumn<StaleServiceReport>[] {
  return [
    { header: 'NAMESPACE', cell: ({ namespace }) => namespace, least: 9 },
    { header: 'SERVICE', cell: ({ name }) => name, least: 16 },
    { header: 'TYPE', cell: ({ type }) => type, rank: 4 },
    { header: 'AGE', cell: ({ createdAt }) => age(createdAt, collectedAt), align: 'right' },
    {
      header: 'CHANGED',
      cell: ({ changedAt }) => (changedAt === undefined ? NOTHING : age(changedAt, collectedAt)),
      align: 'right',
      rank: 3,
    },
    { header: 'VARS', cell: ({ variables }) => number(variables), align: 'right' },
    { header: 'CONTAINERS', cell: ({ containers }) => number(containers), align: 'right', rank: 2 },
    { header: 'WHY', cell: ({ because }) => because.join(', '), least: 30 },
  ];
}

/** Workloads with pods on the node. */
export const DRAIN_COLUMNS: readonly FittedColumn<DrainReport['workloads'][number]>[] = [
  {
    header: 'STARTS',
    cell: ({ fails }) => (fails ? styled('severity.critical', 'fails') : styled('severity.ok', 'again')),
  },
  { header: 'NAMESPACE', cell: ({ namespace }) => namespace, least: 9 },
  { header: 'WORKLOAD', cell: workloadName, least: 16 },
  { header: 'PODS', cell: ({ pods }) => number(pods), align: 'right' },
  {
    header: 'VARS',
    cell: ({ variables: { now, next } }) => change(number(now), number(next)),
    align: 'right',
  },
  { header: 'WHY', cell: ({ reason }) => reason, least: 24, rank: 1 },
];

/** What a run of an exec probe costs before its command begins. */
export const PROBE_COLUMNS: readonly FittedColumn<ProbeRow>[] = [
  { header: 'SEVERITY', cell: severityCell, rank: 4 },
  { header: 'NAMESPACE', cell: ({ namespace }) => namespace, least: 9 },
  { header: 'WORKLOAD', cell: workloadName, least: 16 },
  { header: 'CONTAINER', cell: ({ container }) => container, least: 9, rank: 3 },
  { header: 'PROBE', cell: ({ probe }) => probe.kind },
  { header: 'COMMAND', cell: ({ probe }) => probe.command, least: 8, rank: 5 },
  { header: 'CPU', cell: ({ probe }) => durationRange(probe.cpuMs), align: 'right', rank: 1 },
  { header: 'TAKES', cell: ({ probe }) => `~${duration(probe.effectiveMs)}`, align: 'right' },
  { header: 'TIMEOUT', cell: ({ probe }) => duration(probe.timeoutMs), align: 'right' },
  { header: 'EVERY', cell: ({ probe }) => duration(probe.periodMs), align: 'right', rank: 2 },
];
