import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import type { ScanReport } from '../../../../contracts/scan-report.ts';
import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import { TableScreen, tableRows } from '../../components/table-screen.tsx';
import { findingLines } from '../../finding-lines.ts';
import type { Action } from '../../keys.ts';
import { plainCommand } from '../../plain-command.ts';
import type { Around, Effect, Message, Screen, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows, type TableSpec, type TableState } from '../../table/table.ts';
import { tableMessage } from '../../table/table-message.ts';
import { severityColumn, workloadName, workloadRow, workloadTable, type WorkloadRow } from './columns.ts';

export interface WorkloadsState {
  /** Of this namespace; undefined: of all. */
  namespace: string | undefined;
  /** The one that `all-namespaces` goes back to. */
  home: string;
  table: TableState<WorkloadRow>;
  report?: ScanReport | undefined;
  problem?: Problem | undefined;
  detail: boolean;
}

/** The workloads of a namespace, worst first; enter shows the pods of one. */
export const workloads: Screen<WorkloadsState> = {
  id: 'workloads',
  title: ({ namespace }) => `workloads ${printable(namespace ?? '(all namespaces)', { max: 60 })}`,
  open: (args, around) => {
    const home = args.namespace ?? around.place.namespace;
    const state = emptyState({ namespace: home, home });
    if (args.scanned !== undefined) return { state: withReport(state, args.scanned, around) };
    return { state, effects: [scanOf(home)] };
  },
  reduce,
  command: ({ table, namespace }) => {
    const row = selectedRow(table)?.report;
    return row === undefined
      ? plainCommand([
          'kubectl',
          'envaudit',
          'scan',
          ...(namespace === undefined ? ['-A'] : ['-n', namespace]),
        ])
      : plainCommand(['kubectl', 'envaudit', workloadName(row), '-n', row.namespace]);
  },
  View: ({ state, around }): ReactNode => (
    <TableScreen
      summary={summary(state)}
      table={state.table}
      spec={specOf(state)}
      around={around}
      problem={state.problem}
      empty={empty(state)}
      detail={
        state.detail
          ? findingLines(selectedRow(state.table)?.report.findings ?? [], around.columns, {
              reason: selectedRow(state.table)?.report.reason ?? '',
              problems: state.report?.incomplete ?? [],
            })
          : undefined
      }
    />
  ),
};

function reduce(state: WorkloadsState, message: Message, around: Around): Step<WorkloadsState> {
  if (message.type === 'scanned') return { state: withReport(state, message.report, around) };
  if (message.type === 'failed') return { state: { ...state, problem: message.problem } };
  const own = message.type === 'action' ? reduceAction(state, message.action, around) : undefined;
  if (own !== undefined) return own;
  const table = tableMessage(state.table, message, specOf(state), tableRows(around, state.detail));
  return table === state.table ? { state } : { state: { ...state, table } };
}

/** What only this screen does with an action; undefined for all others. */
function reduceAction(
  state: WorkloadsState,
  action: Action,
  around: Around,
): Step<WorkloadsState> | undefined {
  if (action === 'refresh')
    return { state: { ...state, problem: undefined }, effects: [scanOf(state.namespace)] };
  if (action === 'all-namespaces') return otherScope(state, around);
  if (action === 'enter') return { state, effects: enter(state) };
  if (action === 'evidence' || (action === 'back' && state.detail)) return { state: toggled(state, around) };
  return undefined;
}

function otherScope(state: WorkloadsState, around: Around): Step<WorkloadsState> {
  const namespace = state.namespace === undefined ? state.home : undefined;
  const fresh = emptyState({ namespace, home: state.home });
  return {
    state: { ...fresh, table: { ...fresh.table, filter: around.filter } },
    effects: [scanOf(namespace)],
  };
}

function emptyState(scope: Pick<WorkloadsState, 'namespace' | 'home'>): WorkloadsState {
  const spec = specOf(scope);
  return { ...scope, table: emptyTable(spec, severityColumn(spec)), detail: false };
}

function withReport(state: WorkloadsState, report: ScanReport, around: Around): WorkloadsState {
  const rows = report.workloads
    .filter(({ namespace }) => state.namespace === undefined || namespace === state.namespace)
    .map(workloadRow);
  const table = setRows(state.table, rows, specOf(state), tableRows(around, state.detail));
  return { ...state, report, problem: undefined, table };
}

function toggled(state: WorkloadsState, around: Around): WorkloadsState {
  const detail = !state.detail;
  const table = tableMessage(state.table, { type: 'resized' }, specOf(state), tableRows(around, detail));
  return { ...state, detail, table };
}

function enter({ table }: WorkloadsState): Effect[] {
  const row = selectedRow(table)?.report;
  if (row === undefined) return [];
  const workload = row.kind.toLowerCase() === 'pod' ? undefined : workloadName(row);
  return [{ type: 'open', screen: 'pods', args: { namespace: row.namespace, workload } }];
}

function scanOf(namespace: string | undefined): Effect {
  return { type: 'start', job: { kind: 'scan', namespace } };
}

function specOf({ namespace }: Pick<WorkloadsState, 'namespace'>): TableSpec<WorkloadRow> {
  return workloadTable({ namespaced: namespace !== undefined });
}

function summary({ table, report, namespace }: WorkloadsState): string {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${printable(namespace)}`;
  if (report === undefined) return `Workloads of ${where}`;
  const all = `${counted(table.rows.length, 'workload')} in ${where}`;
  return table.filter === '' ? all : `${counted(table.shown.length, 'workload')} of ${all}`;
}

function empty({ report, table }: WorkloadsState): string {
  if (table.rows.length > 0) return 'No workload matches the filter; esc drops it.';
  return report === undefined ? 'The scan runs ...' : 'No workloads. 0 shows those of all namespaces.';
}
