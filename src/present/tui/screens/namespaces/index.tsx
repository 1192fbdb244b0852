import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import { TableScreen, tableRows } from '../../components/table-screen.tsx';
import type { Around, Message, Screen, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows, type TableSpec, type TableState } from '../../table/table.ts';
import { tableMessage } from '../../table/table-message.ts';

interface NamespaceRow {
  name: string;
  current: boolean;
}

export interface NamespacesState {
  table: TableState<NamespaceRow>;
  done: boolean;
  problem?: Problem | undefined;
}

const spec: TableSpec<NamespaceRow> = {
  columns: [
    { header: 'CURRENT', text: ({ current }) => (current ? 'yes' : '') },
    { header: 'NAMESPACE', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
  ],
  key: ({ name }) => name,
  words: ({ name }) => name.toLowerCase(),
};

/** The namespaces; enter makes one the current one and shows its pods. */
export const namespaces: Screen<NamespacesState> = {
  id: 'namespaces',
  title: () => 'namespaces',
  open: () => ({
    state: { table: emptyTable(spec, 1), done: false },
    effects: [{ type: 'start', job: { kind: 'namespaces' } }],
  }),
  reduce,
  command: () => 'kubectl get namespaces',
  View: ({ state, around }): ReactNode => (
    <TableScreen
      summary={counted(state.table.rows.length, 'namespace')}
      table={state.table}
      spec={spec}
      around={around}
      problem={state.problem}
      empty={state.done ? 'None can be listed; :ns NAME goes to one by its name.' : 'Listing namespaces ...'}
    />
  ),
};

function reduce(state: NamespacesState, message: Message, around: Around): Step<NamespacesState> {
  const height = tableRows(around);
  if (message.type === 'namespaces') {
    const current = around.place.namespace;
    const rows = message.names.map((name) => ({ name, current: name === current }));
    return { state: { done: true, table: setRows(state.table, rows, spec, height) } };
  }
  if (message.type === 'failed') return { state: { ...state, done: true, problem: message.problem } };
  if (message.type === 'action' && message.action === 'refresh')
    return { state, effects: [{ type: 'start', job: { kind: 'namespaces' } }] };
  if (message.type === 'action' && message.action === 'enter') {
    const row = selectedRow(state.table);
    return { state, effects: row === undefined ? [] : [{ type: 'go', namespace: row.name, opens: 'pods' }] };
  }
  const table = tableMessage(state.table, message, spec, height);
  return table === state.table ? { state } : { state: { ...state, table } };
}
