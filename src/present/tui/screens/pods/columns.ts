import { age } from '../../../../units.ts';
import type { Style } from '../../../theme.ts';
import { printable } from '../../../text.ts';
import type { PodRow } from '../../backend.ts';
import { hasEnded, isCrashLoop, isUnready, restartsText } from '../../health.ts';
import { remembered } from '../../table/remembered.ts';
import type { TableColumn, TableSpec } from '../../table/spec.ts';

/** Pods of one namespace, or with their namespace in front. */
export function podTable({ namespaced }: { namespaced: boolean }): TableSpec<PodRow> {
  return namespaced ? ONE : ALL;
}

const COLUMNS: readonly TableColumn<PodRow>[] = [
  { header: 'NAME', text: ({ name }) => printable(name), least: 14, style: nameStyle },
  { header: 'READY', text: ({ ready }) => printable(ready) },
  { header: 'STATUS', text: ({ status }) => printable(status, { max: 40 }), style: podStyle, least: 9 },
  {
    header: 'RESTARTS',
    text: restartsText,
    value: ({ restarts }) => restarts,
    largestFirst: true,
    columns: 13,
    style: (row, now) => (isCrashLoop(row, now) ? 'error' : undefined),
  },
  {
    header: 'AGE',
    text: ({ createdAt }, now) => age(createdAt, new Date(now).toISOString()),
    value: ({ createdAt }) => -Date.parse(createdAt) || 0,
    right: true,
    columns: 6,
    rank: 1,
  },
  { header: 'WORKLOAD', text: ({ workload = '' }) => printable(workload), least: 12, rank: 2 },
  { header: 'NODE', text: ({ node = '' }) => printable(node), least: 8, rank: 3 },
];

const NAMESPACE: TableColumn<PodRow> = {
  header: 'NAMESPACE',
  text: ({ namespace }) => printable(namespace),
  least: 9,
};

const words = remembered(({ namespace, name, status, workload = '', node = '' }: PodRow) =>
  `${namespace} ${name} ${status} ${workload} ${node}`.toLowerCase(),
);
const ONE = spec(COLUMNS);
const ALL = spec([NAMESPACE, ...COLUMNS]);

function spec(columns: readonly TableColumn<PodRow>[]): TableSpec<PodRow> {
  return {
    columns,
    key: ({ namespace, name }) => `${namespace}/${name}`,
    words,
  };
}

/** The colour of a pod's status; its word says the same. */
export function podStyle(row: PodRow, now: number): Style {
  if (hasEnded(row)) return 'dim';
  if (isCrashLoop(row, now)) return 'error';
  if (row.status !== 'Running') return PASSING.test(row.status) ? 'gone' : 'error';
  return isUnready(row) ? 'gone' : 'severity.ok';
}

/** What a pod goes through by itself. */
const PASSING = /^(Pending|ContainerCreating|PodInitializing|Init:\d|Terminating)/;

function nameStyle(row: PodRow, now: number): Style | undefined {
  return isCrashLoop(row, now) ? 'error' : undefined;
}
