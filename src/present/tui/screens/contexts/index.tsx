import type { ReactNode } from 'react';
import type { Problem } from '../../../../contracts/evidence.ts';
import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import type { ContextRow } from '../../backend.ts';
import { TableScreen, tableRows } from '../../components/table-screen.tsx';
import type { Around, Message, Screen, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows, type TableSpec, type TableState } from '../../table/table.ts';
import { tableMessage } from '../../table/table-message.ts';

export interface ContextsState {
  table: TableState<ContextRow>;
  done: boolean;
  problem?: Problem | undefined;
}

const spec: TableSpec<ContextRow> = {
  columns: [
    { header: 'CURRENT', text: ({ current }) => (current ? 'yes' : '') },
    { header: 'CONTEXT', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
    { header: 'NAMESPACE', text: ({ namespace = '' }) => printable(namespace), least: 9 },
  ],
  key: ({ name }) => name,
  words: ({ name, namespace = '' }) => `${name} ${namespace}`.toLowerCase(),
};

/** The contexts of the kubeconfig; enter goes there. */
export const contexts: Screen<ContextsState> = {
  id: 'contexts',
  title: () => 'contexts',
  open: () => ({
    state: { table: emptyTable(spec, 1), done: false },
    effects: [{ type: 'start', job: { kind: 'contexts' } }],
  }),
  reduce,
  command: () => 'kubectl config get-contexts',
  View: ({ state, around }): ReactNode => (
    <TableScreen
      summary={counted(state.table.rows.length, 'context')}
      table={state.table}
      spec={spec}
      around={around}
      problem={state.problem}
      empty={state.done ? 'There are no contexts.' : 'Reading the kubeconfig ...'}
    />
  ),
};

function reduce(state: ContextsState, message: Message, around: Around): Step<ContextsState> {
  const height = tableRows(around);
  if (message.type === 'contexts')
    return { state: { done: true, table: setRows(state.table, message.rows, spec, height) } };
  if (message.type === 'failed') return { state: { ...state, done: true, problem: message.problem } };
  if (message.type === 'action' && message.action === 'refresh')
    return { state, effects: [{ type: 'start', job: { kind: 'contexts' } }] };
  if (message.type === 'action' && message.action === 'enter') {
    const row = selectedRow(state.table);
    return { state, effects: row === undefined ? [] : [{ type: 'go', context: row.name }] };
  }
  const table = tableMessage(state.table, message, spec, height);
  return table === state.table ? { state } : { state: { ...state, table } };
}
