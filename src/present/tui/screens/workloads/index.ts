import type { ScanReport } from '../../../../contracts/scan-report.ts';
import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import { healthBy, healthOf, healthText } from '../../health.ts';
import type { Action } from '../../keys.ts';
import { listScreen } from '../../list-screen/list-screen.tsx';
import { ON_ROWS } from '../../list-screen/state.ts';
import { plainCommand } from '../../plain-command.ts';
import type { Around, Effect, Step } from '../../screen.ts';
import type { TableSpec } from '../../table/spec.ts';
import { emptyTable, selectedRow, setRows } from '../../table/table.ts';
import { hearPods, NO_CHANGES, ownerOf } from '../pod-changes.ts';
import { hurtsColumn } from '../hurts.ts';
import { keyOf, workloadObject, workloadRows, workloadTable, type WorkloadRow } from './columns.ts';
import { workloadDetail } from './detail.ts';
import type { WorkloadsState } from './state.ts';

/** The workloads of a namespace, worst first; enter shows the pods of one. */
export const workloads = listScreen<WorkloadRow, WorkloadsState>({
  id: 'workloads',
  title: ({ namespace }) => `workloads ${printable(namespace ?? '(all namespaces)', { max: 60 })}`,
  open({ namespace, scanned }, around) {
    const home = namespace ?? around.place.namespace;
    const state = emptyState({ namespace: home, home }, around);
    if (scanned === undefined) return { state, effects: [podsOf(home), scanOf(home)] };
    return { state: withRows({ ...state, report: scanned }, around.now), effects: [podsOf(home)] };
  },
  on: {
    pods(state, { event }, { now }) {
      const live = hearPods(state.live, event, now);
      const isSame = live.pods.rows === state.live.pods.rows;
      return { state: isSame ? { ...state, live } : withRows({ ...state, live }, now) };
    },
    scanned: (state, { report }, { now }) => ({
      state: withRows({ ...state, report, problem: undefined }, now),
    }),
    failed: (state, { problem }, { now }) => ({ state: withRows({ ...state, problem }, now) }),
    tick: (state, _, { now }) => (now - state.madeAt < ANEW_MS ? undefined : { state: withRows(state, now) }),
    action: (state, { action }, around) => reduceAction(state, action, around),
  },
  object: ({ table }) => workloadObject(selectedRow(table)),
  command: ({ table, namespace }) => {
    const row = selectedRow(table);
    return row === undefined
      ? plainCommand([
          'kubectl',
          'envaudit',
          'scan',
          ...(namespace === undefined ? ['-A'] : ['-n', namespace]),
        ])
      : plainCommand(['kubectl', 'envaudit', row.name, '-n', row.namespace]);
  },
  spec: specOf,
  summary,
  problem: ({ report, problem }) => (report === undefined ? problem : undefined),
  empty({ report, table }) {
    if (table.rows.length > 0) return 'No workload matches the filter; esc drops it.';
    return report === undefined ? 'The scan runs ...' : 'No workloads. 0 shows those of all namespaces.';
  },
  detail: workloadDetail,
});

const ANEW_MS = 30_000;

/** What only this screen does with an action; undefined for all others. */
function reduceAction(
  state: WorkloadsState,
  action: Action,
  around: Around,
): Step<WorkloadsState> | undefined {
  if (action === 'refresh') return { state, effects: [scanOf(state.namespace)] };
  if (action === 'all-namespaces') return otherScope(state, around);
  return action === 'enter' ? { state, effects: enter(state) } : undefined;
}

function otherScope(state: WorkloadsState, around: Around): Step<WorkloadsState> {
  const namespace = state.namespace === undefined ? state.home : undefined;
  const fresh = emptyState({ namespace, home: state.home }, around);
  return {
    state: { ...fresh, table: { ...fresh.table, filter: around.filter } },
    effects: [podsOf(namespace), scanOf(namespace)],
  };
}

function emptyState(scope: Pick<WorkloadsState, 'namespace' | 'home'>, { now }: Around): WorkloadsState {
  const spec = specOf(scope);
  return { ...scope, table: emptyTable(spec, hurtsColumn(spec)), live: NO_CHANGES, madeAt: now, ...ON_ROWS };
}

/** The worst one is selected until all is known; from then on the selection stays. */
function withRows(state: WorkloadsState, now: number): WorkloadsState {
  const { report, problem, live, namespace } = state;
  const isKnown = report !== undefined || problem !== undefined;
  const health = healthBy(live.pods.rows.values(), (pod) => keyOf(pod.namespace, ownerOf(pod)), now);
  const rows = workloadRows(ownOf(report, namespace), health, {
    looking: !isKnown,
    listed: live.pods.done,
  });
  const table = setRows(state.table, rows, specOf(state));
  return { ...state, madeAt: now, table: { ...table, settled: isKnown && live.pods.done } };
}

function ownOf(report: ScanReport | undefined, namespace: string | undefined): ScanReport['workloads'] {
  const all = report?.workloads ?? [];
  return namespace === undefined ? all : all.filter((workload) => workload.namespace === namespace);
}

/** A pod without a workload is one of its own in the scan. */
function enter({ table }: WorkloadsState): Effect[] {
  const row = selectedRow(table);
  if (row === undefined) return [];
  const workload = row.name.startsWith('pod/') ? undefined : row.name;
  return [{ type: 'open', screen: 'pods', args: { namespace: row.namespace, workload } }];
}

function podsOf(namespace: string | undefined): Effect {
  return { type: 'start', job: { kind: 'pods', namespace } };
}

function scanOf(namespace: string | undefined): Effect {
  return { type: 'start', job: { kind: 'scan', namespace } };
}

function specOf({ namespace }: Pick<WorkloadsState, 'namespace'>): TableSpec<WorkloadRow> {
  return workloadTable({ namespaced: namespace !== undefined });
}

function summary({ table, namespace, live }: WorkloadsState, { now }: Around): string {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${printable(namespace)}`;
  const all = `${counted(table.rows.length, 'workload')} in ${where}`;
  const shown = table.filter === '' ? all : `${counted(table.shown.length, 'workload')} of ${all}`;
  const health = healthOf(live.pods.rows, now);
  return health === undefined ? shown : `${shown}; ${counted(health.pods, 'pod')}: ${healthText(health)}`;
}
