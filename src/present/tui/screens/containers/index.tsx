import type { ReactNode } from 'react';
import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import type { ContainerName } from '../../backend.ts';
import { askForChoice } from '../../components/choice.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { CONTAINER_SCREENS, type ContainerScreen } from '../../components/container-screens.ts';
import { TableScreen, tableRows } from '../../components/table-screen.tsx';
import type { Action } from '../../keys.ts';
import type { Around, Effect, Message, Screen, Step } from '../../screen.ts';
import { emptyTable, selectedRow, setRows, type TableSpec, type TableState } from '../../table/table.ts';
import { tableMessage } from '../../table/table-message.ts';

interface ContainerRow {
  name: string;
  /** Place in the pod, from 1. */
  place: number;
}

export interface ContainersState {
  /** The pod. */
  of?: ContainerName;
  /** What opens for the one that is chosen. */
  opens: ContainerScreen;
  table: TableState<ContainerRow>;
}

const spec: TableSpec<ContainerRow> = {
  columns: [
    { header: '#', text: ({ place }) => String(place), value: ({ place }) => place, right: true },
    { header: 'CONTAINER', text: ({ name }) => printable(name), least: 12, style: () => 'name' },
  ],
  key: ({ name }) => name,
  words: ({ name }) => name.toLowerCase(),
};

/** The containers of a pod that has several, to choose one. */
export const containers: Screen<ContainersState> = {
  id: 'containers',
  title: ({ of }) => `containers of ${printable(of?.pod ?? 'no pod', { max: 80 })}`,
  open: ({ of, containers: names = [], opens = 'flow' }, around) => {
    const rows = names.map((name, index) => ({ name, place: index + 1 }));
    const table = setRows(emptyTable(spec, 0), rows, spec, tableRows(around));
    return { state: { of, opens, table } };
  },
  reduce,
  container: chosen,
  command: (state) => {
    const of = chosen(state);
    return of === undefined ? undefined : envauditCommand('diagnose', of);
  },
  View: ({ state, around }): ReactNode => (
    <TableScreen
      summary={`${counted(state.table.rows.length, 'container')}; enter opens the ${WORDS[state.opens]} of one`}
      table={state.table}
      spec={spec}
      around={around}
      empty={
        state.table.rows.length > 0 ? 'No container matches the filter; esc drops it.' : 'No containers.'
      }
    />
  ),
};

const WORDS: Record<ContainerScreen, string> = {
  flow: 'diagnosis',
  environment: 'variables',
  probe: 'probe',
};

function reduce(state: ContainersState, message: Message, around: Around): Step<ContainersState> {
  const effects = message.type === 'action' ? effectsOf(state, message.action) : undefined;
  if (effects !== undefined) return { state, effects };
  const table = tableMessage(state.table, message, spec, tableRows(around));
  return table === state.table ? { state } : { state: { ...state, table } };
}

/** What only this screen does with an action; undefined for all others. */
function effectsOf(state: ContainersState, action: Action): Effect[] | undefined {
  if (action === 'options') return [askForChoice()];
  const screen = action === 'enter' ? state.opens : CONTAINER_SCREENS[action];
  if (screen === undefined) return undefined;
  const of = chosen(state);
  return of === undefined ? [] : [{ type: 'open', screen, args: { of } }];
}

function chosen({ of, table }: ContainersState): ContainerName | undefined {
  const row = selectedRow(table);
  return of === undefined || row === undefined ? undefined : { ...of, container: row.name };
}
