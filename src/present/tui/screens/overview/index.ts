import { counted } from '../../../../units.ts';
import { namespaceObject } from '../../components/object-commands.ts';
import { healthOf, healthText } from '../../health.ts';
import type { Action } from '../../keys.ts';
import { listScreen } from '../../list-screen/list-screen.tsx';
import { ON_ROWS } from '../../list-screen/state.ts';
import { plainCommand } from '../../plain-command.ts';
import type { Around, Effect, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows } from '../../table/table.ts';
import { hurtsColumn } from '../hurts.ts';
import { hearPods, NO_CHANGES } from '../pod-changes.ts';
import { namespaceDetail } from './detail.ts';
import { namespaceRows, overviewTable, type NamespaceRow } from './rows.ts';
import type { OverviewState } from './state.ts';

/** The namespaces by damage. Their pods are there as soon as kubectl would list them; the scan follows. */
export const overview = listScreen<NamespaceRow, OverviewState>({
  id: 'overview',
  title: () => 'overview',
  open: (_args, { now }) => ({
    state: {
      table: emptyTable(overviewTable, hurtsColumn(overviewTable)),
      live: NO_CHANGES,
      madeAt: now,
      ...ON_ROWS,
    },
    effects: ASK,
  }),
  on: {
    pods(state, { event }, { now }) {
      const live = hearPods(state.live, event, now);
      const isSame = live.pods.rows === state.live.pods.rows;
      const effects = live.pods.done && !state.live.pods.done ? SCAN : [];
      return { state: isSame ? { ...state, live } : withRows({ ...state, live }, now), effects };
    },
    scanned: (state, { report }, { now }) => ({
      state: withRows({ ...state, report, problem: undefined }, now),
    }),
    failed: (state, { problem, job }, { now }) => ({
      state: withRows({ ...state, problem }, now),
      effects: job === 'pods' ? SCAN : [],
    }),
    tick: (state, _, { now }) => (now - state.madeAt < ANEW_MS ? undefined : { state: withRows(state, now) }),
    action: (state, { action }) => reduceAction(state, action),
  },
  object: ({ table }) => namespaceObject(selectedRow(table)?.name),
  command: ({ table }) => {
    const row = selectedRow(table);
    return plainCommand(['kubectl', 'envaudit', 'scan', ...(row === undefined ? ['-A'] : ['-n', row.name])]);
  },
  spec: () => overviewTable,
  summary,
  problem: ({ report, problem }) => (report === undefined ? problem : undefined),
  empty: ({ table }) =>
    table.rows.length > 0 ? 'No namespace matches the filter; esc drops it.' : 'Listing pods ...',
  detail: namespaceDetail,
});

/** One after the other: the pods are not to wait for what the scan reads. */
const ASK: readonly Effect[] = [{ type: 'start', job: { kind: 'pods' } }];
const SCAN: readonly Effect[] = [{ type: 'start', job: { kind: 'scan' } }];
const ANEW_MS = 30_000;

/** What only this screen does with an action; undefined for all others. */
function reduceAction(state: OverviewState, action: Action): Step<OverviewState> | undefined {
  if (action === 'refresh')
    return {
      state: { ...state, live: { ...state.live, pods: NO_CHANGES.pods }, problem: undefined },
      effects: ASK,
    };
  return action === 'enter' ? { state, effects: enter(state) } : undefined;
}

/** The worst one is selected until all is known; from then on the selection stays. */
function withRows(state: OverviewState, now: number): OverviewState {
  const { report, problem, live } = state;
  const known = report !== undefined || problem !== undefined;
  const rows = namespaceRows(live, { report, now, looking: !known });
  const table = setRows(state.table, rows, overviewTable);
  return { ...state, madeAt: now, table: { ...table, settled: known && live.pods.done } };
}

/** Before the scan has come there are pods, but no workloads. */
function enter({ table, report }: OverviewState): Effect[] {
  const row = selectedRow(table);
  if (row === undefined) return [];
  const args = { namespace: row.name };
  if (row.report === undefined) return [{ type: 'open', screen: 'pods', args }];
  return [{ type: 'open', screen: 'workloads', args: { ...args, scanned: report } }];
}

/** What hurts first: it is cut at its end where the terminal is narrow. */
function summary({ report, table, live }: OverviewState, { running, now }: Around): string {
  const health = healthOf(live.pods.rows, now);
  const bad = health === undefined || health.crashing + health.unready === 0 ? [] : [healthText(health)];
  if (report === undefined) {
    const scans = running.some(({ job }) => job.kind === 'scan') ? ['the scan for service links runs'] : [];
    const seen = `${counted(table.rows.length, 'namespace')}, ${counted(live.pods.rows.size, 'pod')}`;
    return [seen, ...bad, ...scans].join('; ');
  }
  const { summary: all } = report;
  const lost =
    all.wouldNotRestart === 0 ? [] : [`${counted(all.wouldNotRestart, 'workload')} would not start again`];
  const gaps = report.incomplete.length === 0 ? [] : ['incomplete, e shows why'];
  const seen = `${counted(all.namespaces, 'namespace')}, ${counted(all.workloads, 'workload')}, ${counted(all.services, 'Service')}, worst: ${all.worst}`;
  return [...bad, ...lost, seen, ...gaps].join('; ');
}
