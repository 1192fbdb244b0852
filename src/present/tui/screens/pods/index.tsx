import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import type { ContainerName, PodRow, RowsEvent } from '../../backend.ts';
import { askForChoice } from '../../components/choice.ts';
import { CONTAINER_SCREENS, type ContainerScreen } from '../../components/container-screens.ts';
import { TableScreen, tableRows } from '../../components/table-screen.tsx';
import type { Action } from '../../keys.ts';
import { plainCommand } from '../../plain-command.ts';
import type { Around, Effect, Message, Screen, Step } from '../../screen.ts';
import { emptyLiveTable, hear, type LiveTable } from '../../table/live-table.ts';
import { selectedRow } from '../../table/table.ts';
import { tableMessage } from '../../table/table-message.ts';
import { podTable } from './columns.ts';

export interface PodsState extends LiveTable<PodRow> {
  /** Of this namespace; undefined: of all. */
  namespace: string | undefined;
  /** The one that `all-namespaces` goes back to. */
  home: string;
  /** Only those of this workload. */
  workload: string | undefined;
  problem?: Problem | undefined;
}

/** Pods as kubectl get pods shows them, as they come. */
export const pods: Screen<PodsState> = {
  id: 'pods',
  title: ({ namespace, workload }) =>
    `pods ${printable(workload ?? namespace ?? '(all namespaces)', { max: 60 })}`,
  open: ({ namespace, workload }, around) =>
    asked({
      namespace: namespace ?? around.place.namespace,
      workload,
      home: namespace ?? around.place.namespace,
    }),
  reduce,
  container: ({ table }) => ofRow(selectedRow(table)),
  command: (state) => {
    const row = selectedRow(state.table);
    if (row === undefined) return plainCommand(['kubectl', 'get', 'pods', ...scope(state)]);
    return plainCommand(['kubectl', 'get', 'pod', row.name, '-n', row.namespace, '-o', 'yaml']);
  },
  View: ({ state, around }): ReactNode => (
    <TableScreen
      summary={summary(state)}
      table={state.table}
      spec={specOf(state)}
      around={around}
      problem={state.problem}
      empty={empty(state)}
    />
  ),
};

function asked({
  namespace,
  workload,
  home,
}: Pick<PodsState, 'namespace' | 'workload' | 'home'>): Step<PodsState> {
  const live = emptyLiveTable(podTable({ namespaced: namespace !== undefined }), 0);
  return {
    state: { namespace, home, workload, ...live },
    effects: [{ type: 'start', job: { kind: 'pods', namespace } }],
  };
}

function reduce(state: PodsState, message: Message, around: Around): Step<PodsState> {
  const spec = specOf(state);
  if (message.type === 'pods')
    return {
      state: { ...state, ...hear(state, ownOf(state, message.event), spec, tableRows(around)) },
    };
  if (message.type === 'link') return { state: { ...state, problem: message.link.problem } };
  if (message.type === 'failed') return { state: { ...state, done: true, problem: message.problem } };
  if (message.type === 'cancelled') return { state: { ...state, done: true } };
  const own = message.type === 'action' ? reduceAction(state, message.action, around) : undefined;
  if (own !== undefined) return own;
  const table = tableMessage(state.table, message, spec, tableRows(around));
  return table === state.table ? { state } : { state: { ...state, table } };
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

function summary({ table, done, namespace }: PodsState): string {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${printable(namespace)}`;
  const all = `${counted(table.rows.length, 'pod')} in ${where}${done ? '' : ' so far'}`;
  return table.filter === '' ? all : `${counted(table.shown.length, 'pod')} of ${all}`;
}

function empty({ done, table }: PodsState): string {
  if (table.rows.length > 0) return 'No pod matches the filter; esc drops it.';
  return done ? 'No pods. 0 shows those of all namespaces.' : 'Listing pods ...';
}

function scope({ namespace }: PodsState): string[] {
  return namespace === undefined ? ['-A'] : ['-n', namespace];
}
