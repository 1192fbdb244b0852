import { Box } from 'ink';
import type { ReactNode } from 'react';
import { counted } from '../../../../units.ts';
import { dim, EMPTY, line, styled, type Line } from '../../../layout/lines.ts';
import { prose } from '../../../layout/prose.ts';
import { printable } from '../../../text.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { pageOf, scrolled } from '../../components/panes.ts';
import { TextLines } from '../../components/text-lines.tsx';
import type { Around, Screen } from '../../screen.ts';
import { TableView } from '../../table/table-view.tsx';
import { selectedRow } from '../../table/table.ts';
import { compareLines } from './compare.ts';
import { chosen, listHeight, openHistory, reduceHistory, upToDate, type HistoryState } from './reduce.ts';
import { HISTORY_TABLE } from './table.ts';

/** Probes and diagnoses of this session, and what changed between two of them. */
export const history: Screen<HistoryState> = {
  id: 'history',
  title: () => 'history',
  open: openHistory,
  reduce: reduceHistory,
  container: ({ table }) => selectedRow(table)?.entry.of,
  command: ({ table }) => {
    const entry = selectedRow(table)?.entry;
    return entry === undefined
      ? undefined
      : envauditCommand(entry.kind === 'probe' ? 'audit' : 'diagnose', entry.of);
  },
  View: HistoryView,
};

const EMPTY_TEXT =
  'Nothing yet: d diagnoses and p probes the container that is selected on the screen of pods.';

function HistoryView({ state: old, around }: { state: HistoryState; around: Around }): ReactNode {
  const state = upToDate(old, around);
  const shown = state.table.shown.length;
  const height = Math.min(listHeight(around), Math.max(1, shown)) + 1;
  const { filter } = state.table;
  const summary = line(
    counted(shown, 'entry', 'entries'),
    dim(filter === '' ? ' of this session' : ` with ${printable(filter)}`),
  );
  return (
    <Box flexDirection="column">
      <TextLines lines={[summary]} around={around} />
      <TableView
        table={state.table}
        spec={HISTORY_TABLE}
        around={around}
        height={height}
        empty={EMPTY_TEXT}
      />
      <TextLines
        lines={scrolled([EMPTY, ...below(state, around)], 0, around.rows - height - 1)}
        around={around}
      />
    </Box>
  );
}

/** The comparison of the two that are chosen, or how to choose them. */
function below(state: HistoryState, around: Around): Line[] {
  const { before, after } = chosen(state);
  const page = pageOf(around.columns);
  if (after === undefined) return [];
  if (before === undefined) {
    const text =
      state.marked === undefined
        ? 'There is no earlier entry of this container. m marks any entry as the one before; then select the one after.'
        : 'Marked as the one before. Select the one after, or m takes the mark off.';
    return prose(page, { text, indent: 0, style: 'dim' });
  }
  const pods =
    before.entry.of.pod === after.entry.of.pod
      ? ''
      : printable(` (${before.entry.of.pod} → ${after.entry.of.pod})`);
  return [
    line(
      styled('heading', 'Before and after'),
      dim(
        `: entry ${before.number}${state.marked === undefined ? '' : ' (marked)'} and entry ${after.number}${pods}`,
      ),
    ),
    ...compareLines(before.figures, after.figures, page),
  ];
}
