import { counted } from '../../../../units.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { printable } from '../../../text.ts';
import { envauditCommand } from '../../components/command-line.ts';
import { listScreen } from '../../list-screen/list-screen.tsx';
import type { ListDetail } from '../../list-screen/parts.ts';
import type { Around } from '../../screen.ts';
import { selectedRow } from '../../table/table.ts';
import { compareLines } from './compare.ts';
import { chosen, ON_HISTORY, openHistory, upToDate, type HistoryState } from './reduce.ts';
import { HISTORY_TABLE, type HistoryRow } from './table.ts';

/** Probes and diagnoses of this session, and what changed between two of them. */
export const history = listScreen<HistoryRow, HistoryState>({
  id: 'history',
  title: () => 'history',
  open: openHistory,
  on: ON_HISTORY,
  upToDate,
  container: ({ table }) => selectedRow(table)?.entry.of,
  command: ({ table }) => {
    const entry = selectedRow(table)?.entry;
    return entry === undefined
      ? undefined
      : envauditCommand(entry.kind === 'probe' ? 'audit' : 'diagnose', entry.of);
  },
  spec: () => HISTORY_TABLE,
  summary({ table: { shown, filter } }) {
    const which = filter === '' ? 'of this session' : `with ${printable(filter)}`;
    return `${counted(shown.length, 'entry', 'entries')} ${which}`;
  },
  empty: () => 'Nothing yet: d diagnoses and p probes the container that is selected on the screen of pods.',
  detail,
  half: true,
});

/** The comparison of the two that are chosen, or how to choose them. */
function detail(_row: HistoryRow, state: HistoryState, _around: Around, page: Page): ListDetail {
  const { before, after } = chosen(state);
  if (before === undefined || after === undefined) {
    const text =
      state.marked === undefined
        ? 'There is no earlier entry of this container. m marks any entry as the one before; then select the one after.'
        : 'Marked as the one before. Select the one after, or m takes the mark off.';
    return { title: 'Before and after', lines: prose(page, { text, indent: 0, style: 'dim' }) };
  }
  const pods =
    before.entry.of.pod === after.entry.of.pod
      ? ''
      : printable(` (${before.entry.of.pod} → ${after.entry.of.pod})`);
  const mark = state.marked === undefined ? '' : ' (marked)';
  return {
    title: `Before and after: entry ${before.number}${mark} and entry ${after.number}${pods}`,
    lines: compareLines(before.figures, after.figures, page),
  };
}
