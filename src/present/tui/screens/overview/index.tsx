import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import type { ScanReport } from '../../../../contracts/scan-report.ts';
import { counted } from '../../../../units.ts';
import type { Line } from '../../../layout/lines.ts';
import { TableScreen, tableRows } from '../../components/table-screen.tsx';
import type { PodRow } from '../../backend.ts';
import { findingLines } from '../../finding-lines.ts';
import type { Action } from '../../keys.ts';
import { hearRows, noRows, type LiveRows } from '../../live-rows.ts';
import { plainCommand } from '../../plain-command.ts';
import type { Around, Effect, Message, Screen, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows, type TableState } from '../../table/table.ts';
import { tableMessage } from '../../table/table-message.ts';
import { countPods, namespaceRows, overviewTable, podKey, type NamespaceRow } from './rows.ts';

export interface OverviewState {
  table: TableState<NamespaceRow>;
  pods: LiveRows<PodRow>;
  report?: ScanReport | undefined;
  /** Why there is no scan. */
  problem?: Problem | undefined;
  detail: boolean;
}

const SEVERITY = 1;

/** The namespaces by damage. Their pods are there as soon as kubectl would list them; the scan follows. */
export const overview: Screen<OverviewState> = {
  id: 'overview',
  title: () => 'overview',
  open: () => ({
    state: { table: emptyTable(overviewTable, SEVERITY), pods: noRows(), detail: false },
    effects: ASK,
  }),
  reduce,
  command: ({ table }) => {
    const row = selectedRow(table);
    return plainCommand(['kubectl', 'envaudit', 'scan', ...(row === undefined ? ['-A'] : ['-n', row.name])]);
  },
  View: ({ state, around }): ReactNode => (
    <TableScreen
      summary={summary(state, around)}
      table={state.table}
      spec={overviewTable}
      around={around}
      problem={state.report === undefined ? state.problem : undefined}
      empty={
        state.table.rows.length > 0 ? 'No namespace matches the filter; esc drops it.' : 'Listing pods ...'
      }
      detail={state.detail ? detailOf(state, around) : undefined}
    />
  ),
};

/** One after the other: the pods are not to wait for what the scan reads. */
const ASK: readonly Effect[] = [{ type: 'start', job: { kind: 'pods' } }];
const SCAN: readonly Effect[] = [{ type: 'start', job: { kind: 'scan' } }];

function reduce(state: OverviewState, message: Message, around: Around): Step<OverviewState> {
  if (message.type === 'pods') {
    const pods = hearRows(state.pods, message.event, podKey);
    return {
      state: withRows({ ...state, pods }, around),
      effects: pods.done && !state.pods.done ? SCAN : [],
    };
  }
  if (message.type === 'scanned')
    return { state: withRows({ ...state, report: message.report, problem: undefined }, around) };
  if (message.type === 'failed')
    return { state: { ...state, problem: message.problem }, effects: message.job === 'pods' ? SCAN : [] };
  const own = message.type === 'action' ? reduceAction(state, message.action, around) : undefined;
  if (own !== undefined) return own;
  const table = tableMessage(state.table, message, overviewTable, tableRows(around, state.detail));
  return table === state.table ? { state } : { state: { ...state, table } };
}

/** What only this screen does with an action; undefined for all others. */
function reduceAction(state: OverviewState, action: Action, around: Around): Step<OverviewState> | undefined {
  if (action === 'refresh') return { state: { ...state, pods: noRows(), problem: undefined }, effects: ASK };
  if (action === 'enter') return { state, effects: enter(state) };
  if (action === 'evidence' || (action === 'back' && state.detail))
    return { state: resized({ ...state, detail: !state.detail }, around) };
  return undefined;
}

function withRows(state: OverviewState, around: Around): OverviewState {
  const rows = namespaceRows(countPods(state.pods.rows.values()), state.report);
  return {
    ...state,
    table: setRows(state.table, rows, overviewTable, tableRows(around, state.detail)),
  };
}

function resized(state: OverviewState, around: Around): OverviewState {
  const height = tableRows(around, state.detail);
  return { ...state, table: tableMessage(state.table, { type: 'resized' }, overviewTable, height) };
}

/** Before the scan has come there are pods, but no workloads. */
function enter({ table, report }: OverviewState): Effect[] {
  const row = selectedRow(table);
  if (row === undefined) return [];
  const args = { namespace: row.name };
  if (row.report === undefined) return [{ type: 'open', screen: 'pods', args }];
  return [{ type: 'open', screen: 'workloads', args: { ...args, scanned: report } }];
}

function summary({ report, table, pods }: OverviewState, around: Around): string {
  if (report === undefined) {
    const seen = `${counted(table.rows.length, 'namespace')}, ${counted(pods.rows.size, 'pod')}`;
    const scans = around.running.some(({ job }) => job.kind === 'scan');
    return scans ? `${seen}; the scan for service links runs` : seen;
  }
  const { summary: all } = report;
  const lost =
    all.wouldNotRestart === 0 ? '' : `; ${counted(all.wouldNotRestart, 'workload')} would not start again`;
  const gaps = report.incomplete.length === 0 ? '' : '; incomplete, e shows why';
  return `${counted(all.namespaces, 'namespace')}, ${counted(all.workloads, 'workload')}, ${counted(all.services, 'Service')}, worst: ${all.worst}${lost}${gaps}`;
}

function detailOf({ table, report }: OverviewState, around: Around): Line[] {
  const row = selectedRow(table);
  return findingLines(row?.report?.findings ?? [], around.columns, {
    reason: row?.report?.reason ?? '',
    problems: report?.incomplete ?? [],
  });
}
