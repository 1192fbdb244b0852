import { age } from '../../../../units.ts';
import type { Style } from '../../../theme.ts';
import { printable } from '../../../text.ts';
import type { PodRow } from '../../backend.ts';
import { remembered } from '../../table/remembered.ts';
import type { TableColumn, TableSpec } from '../../table/table.ts';

/** Pods of one namespace, or with their namespace in front. */
export function podTable({ namespaced }: { namespaced: boolean }): TableSpec<PodRow> {
  return namespaced ? ONE : ALL;
}

const COLUMNS: readonly TableColumn<PodRow>[] = [
  { header: 'NAME', text: ({ name }) => printable(name), least: 14 },
  { header: 'READY', text: ({ ready }) => printable(ready) },
  { header: 'STATUS', text: ({ status }) => printable(status, { max: 40 }), style: statusStyle, least: 9 },
  {
    header: 'RESTARTS',
    text: ({ restarts }) => String(restarts),
    value: ({ restarts }) => restarts,
    largestFirst: true,
    right: true,
    columns: 9,
  },
  {
    header: 'AGE',
    text: ({ createdAt }, now) => age(createdAt, new Date(now).toISOString()),
    value: ({ createdAt }) => -Date.parse(createdAt) || 0,
    right: true,
    columns: 7,
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

function statusStyle({ status, ready }: PodRow): Style | undefined {
  if (status === 'Completed' || status === 'Succeeded') return 'dim';
  if (status !== 'Running')
    return /^(Pending|ContainerCreating|PodInitializing|Init:\d|Terminating)/.test(status) ? 'gone' : 'error';
  const [up, all] = ready.split('/');
  return up === all ? 'severity.ok' : 'gone';
}
