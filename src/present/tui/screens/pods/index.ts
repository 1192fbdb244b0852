import { printable } from '../../../text.ts';
import type { ContainerName, PodRow, RowsEvent } from '../../backend.ts';
import type { Problem } from '../../../../contracts/evidence.ts';
import { askForChoice } from '../../components/choice.ts';
import { CONTAINER_SCREENS, type ContainerScreen } from '../../components/container-screens.ts';
import { healthOf, healthText } from '../../health.ts';
import type { Action } from '../../keys.ts';
import { listScreen } from '../../list-screen/list-screen.tsx';
import { ON_ROWS, type ListScreenState } from '../../list-screen/state.ts';
import { plainCommand } from '../../plain-command.ts';
import type { Around, Effect, Step } from '../../screen.ts';
import { emptyLiveTable, hear, type LiveTable } from '../../table/live-table.ts';
import { selectedRow } from '../../table/table.ts';
import { counted } from '../../../../units.ts';
import { podTable } from './columns.ts';
import { podDetail } from './detail.ts';

export interface PodsState extends LiveTable<PodRow>, ListScreenState<PodRow> {
  table: LiveTable<PodRow>['table'];
  /** Of this namespace; undefined: of all. */
  namespace: string | undefined;
  /** The one that `all-namespaces` goes back to. */
  home: string;
  /** Only those of this workload. */
  workload: string | undefined;
  /** Why nothing is heard of them any more. */
  problem?: Problem | undefined;
}

/** Pods as kubectl get pods shows them, as they come and change. */
export const pods = listScreen<PodRow, PodsState>({
  id: 'pods',
  title: ({ namespace, workload }) =>
    `pods ${printable(workload ?? namespace ?? '(all namespaces)', { max: 60 })}`,
  open: ({ namespace, workload }, around) =>
    asked({
      namespace: namespace ?? around.place.namespace,
      workload,
      home: namespace ?? around.place.namespace,
    }),
  on: {
    pods(state, { event }, { now }) {
      const heard = hear(state, ownOf(state, event), specOf(state), now);
      return { state: { ...state, ...heard, problem: undefined } };
    },
    failed: (state, { problem }) => ({ state: { ...state, done: true, problem } }),
    cancelled: (state) => ({ state: { ...state, done: true } }),
    action: (state, { action }, around) => reduceAction(state, action, around),
  },
  container: ({ table }) => ofRow(selectedRow(table)),
  command: (state) => {
    const row = selectedRow(state.table);
    if (row === undefined) return plainCommand(['kubectl', 'get', 'pods', ...scope(state)]);
    return plainCommand(['kubectl', 'get', 'pod', row.name, '-n', row.namespace, '-o', 'yaml']);
  },
  spec: specOf,
  summary,
  problem: ({ problem }) => problem,
  empty({ done, table }) {
    if (table.rows.length > 0) return 'No pod matches the filter; esc drops it.';
    return done ? 'No pods. 0 shows those of all namespaces.' : 'Listing pods ...';
  },
  detail: podDetail,
});

function asked({
  namespace,
  workload,
  home,
}: Pick<PodsState, 'namespace' | 'workload' | 'home'>): Step<PodsState> {
  const live = emptyLiveTable(podTable({ namespaced: namespace !== undefined }), 0);
  return {
    state: { namespace, home, workload, ...live, ...ON_ROWS },
    effects: [{ type: 'start', job: { kind: 'pods', namespace } }],
  };
}

/** What was heard of the workload's pods. */
function ownOf({ workload }: PodsState, event: RowsEvent<PodRow>): RowsEvent<PodRow> {
  if (workload === undefined) return event;
  const own = (rows: PodRow[]): PodRow[] => rows.filter((row) => row.workload === workload);
  return event.type === 'page'
    ? { ...event, rows: own(event.rows) }
    : { ...event, changed: own(event.changed) };
}

/** What only this screen does with an action; undefined for all others. */
function reduceAction(state: PodsState, action: Action, around: Around): Step<PodsState> | undefined {
  if (action === 'refresh') return again(state, state.namespace, around);
  if (action === 'all-namespaces')
    return again(state, state.namespace === undefined ? state.home : undefined, around);
  if (action === 'options') return { state, effects: [askForChoice()] };
  const screen = action === 'enter' ? 'flow' : CONTAINER_SCREENS[action];
  return screen === undefined ? undefined : { state, effects: opened(state, screen) };
}

function opened({ table }: PodsState, screen: ContainerScreen): Effect[] {
  const row = selectedRow(table);
  const of = ofRow(row);
  if (row === undefined || of === undefined) return [];
  const { containers } = row;
  return containers.length > 1
    ? [{ type: 'open', screen: 'containers', args: { of, containers, opens: screen } }]
    : [{ type: 'open', screen, args: { of } }];
}

function ofRow(row: PodRow | undefined): ContainerName | undefined {
  return row === undefined ? undefined : { namespace: row.namespace, pod: row.name };
}

/** Asks anew; the filter and the order stay. */
function again(state: PodsState, namespace: string | undefined, around: Around): Step<PodsState> {
  const { state: fresh, effects } = asked({ ...state, namespace });
  const same = namespace === state.namespace;
  const { table } = fresh;
  return {
    state: {
      ...fresh,
      table: {
        ...table,
        filter: around.filter,
        ...(same ? { order: state.table.order, moved: state.table.moved } : {}),
      },
    },
    effects,
  };
}

function specOf({ namespace }: Pick<PodsState, 'namespace'>): ReturnType<typeof podTable> {
  return podTable({ namespaced: namespace !== undefined });
}

function summary({ table, done, namespace }: PodsState, { now }: Around): string {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${printable(namespace)}`;
  const all = `${counted(table.rows.length, 'pod')} in ${where}${done ? '' : ' so far'}`;
  const shown = table.filter === '' ? all : `${counted(table.shown.length, 'pod')} of ${all}`;
  const health = healthOf(table.shown, now);
  return health === undefined ? shown : `${shown}: ${healthText(health)}`;
}

function scope({ namespace }: PodsState): string[] {
  return namespace === undefined ? ['-A'] : ['-n', namespace];
}
