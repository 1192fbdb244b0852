import { counted } from '../../../../units.ts';
import { printable } from '../../../text.ts';
import type { ContainerName } from '../../backend.ts';
import { askForChoice } from '../../components/choice.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { CONTAINER_SCREENS, type ContainerScreen } from '../../components/container-screens.ts';
import type { Action } from '../../keys.ts';
import { listScreen } from '../../list-screen/list-screen.tsx';
import { ON_ROWS, type ListScreenState } from '../../list-screen/state.ts';
import type { Effect } from '../../screen.ts';
import type { TableSpec } from '../../table/spec.ts';
import { emptyTable, selectedRow, setRows } from '../../table/table.ts';

interface ContainerRow {
  name: string;
  /** Place in the pod, from 1. */
  place: number;
}

export interface ContainersState extends ListScreenState<ContainerRow> {
  /** The pod. */
  of?: ContainerName;
  /** What opens for the one that is chosen. */
  opens: ContainerScreen;
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
export const containers = listScreen<ContainerRow, ContainersState>({
  id: 'containers',
  title: ({ of }) => `containers of ${printable(of?.pod ?? 'no pod', { max: 80 })}`,
  open: ({ of, containers: names = [], opens = 'flow' }) => {
    const rows = names.map((name, index) => ({ name, place: index + 1 }));
    return { state: { of, opens, table: setRows(emptyTable(spec, 0), rows, spec), ...ON_ROWS } };
  },
  on: {
    action(state, { action }) {
      const effects = effectsOf(state, action);
      return effects === undefined ? undefined : { state, effects };
    },
  },
  container: chosen,
  command: (state) => {
    const of = chosen(state);
    return of === undefined ? undefined : envauditCommand('diagnose', of);
  },
  spec: () => spec,
  summary: ({ table, opens }) =>
    `${counted(table.rows.length, 'container')}; enter opens the ${WORDS[opens]} of one`,
  empty: ({ table }) =>
    table.rows.length > 0 ? 'No container matches the filter; esc drops it.' : 'No containers.',
});

const WORDS: Record<ContainerScreen, string> = {
  flow: 'diagnosis',
  environment: 'variables',
  probe: 'probe',
};

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
