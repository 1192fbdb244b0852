import { STAGES } from '../../../../contracts/diagnosis.ts';
import { linesOf } from '../../../document/lines.ts';
import { EMPTY, line, type Line } from '../../../layout/lines.ts';
import { prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import {
  besidePane,
  exactly,
  pageOf,
  paneOf,
  RULE,
  scrolled,
  WIDE,
  windowOf,
} from '../../components/panes.ts';
import type { Pane } from '../../list.ts';
import type { Around } from '../../screen.ts';
import { itemLines } from './detail.ts';
import { itemsOf, selectedItem } from './items.ts';
import { itemBlocks } from './list.ts';
import { pathBlocks } from './path.ts';
import { progressLines } from './progress.ts';
import { stageHead, stageLines, stageParts } from './stage-detail.ts';
import type { FlowState } from './state.ts';

/** The screen as lines: one pane where it is narrow; where it is wide, path and list with the details beside them. */
export function flowFrame(state: FlowState, around: Around): Line[] {
  const page = pageOf(around.columns);
  if (state.of === undefined) return NOTHING.flatMap((text) => prose(page, { text, indent: 0 }));
  const head = headLines(state, around);
  const rows = Math.max(0, around.rows - head.length);
  if (!isWide(around)) return [...head, ...narrow(state, around, rows)];
  const at = leftColumns(around);
  const left = leftPane(state, around, rows);
  const right = scrolled(detailOf(state, around), state.place.scroll, rows);
  return [...head, ...besidePane({ left, right, at, rows })];
}

/** All that is to be said about what is selected; the detail pane shows a part of it. */
function detailOf(state: FlowState, around: Around): Line[] {
  const columns = isWide(around) ? around.columns - leftColumns(around) - RULE : around.columns;
  const page = pageOf(columns, around.screenReader);
  const { stage, pane } = state.place;
  const { item } = selectedItem(state, itemsOf(state, stage));
  if (pane !== 'path' && item !== undefined) return itemLines(item, page);
  const rows = around.rows - headLines(state, around).length;
  return isWide(around) ? stack(spreadParts(state, around, rows).right) : stageLines(state, stage, page);
}

/** The pane that the keys go to. */
export function flowPane(state: FlowState, around: Around): Pane {
  const { stage, pane } = state.place;
  const rows = Math.max(1, around.rows - headLines(state, around).length);
  if (pane === 'detail') return paneOf(detailOf(state, around).length, rows);
  return { lines: pane === 'path' ? STAGES.length : itemsOf(state, stage).length, rows };
}

const NOTHING = [
  'No container was chosen.',
  'Choose one on the screen of pods (:pods) and press d, or open an earlier diagnosis from the history (H).',
];
/** Lines between the path and what stands below it: a gap, how to choose, and a gap. */
const HINT = 3;

/** For screen readers there is one pane: side by side they would be read across. */
function isWide({ columns, screenReader }: Around): boolean {
  return columns >= WIDE && !screenReader;
}

function leftColumns({ columns }: Around): number {
  return Math.max(50, Math.min(72, Math.floor(columns * 0.45)));
}

function headLines(state: FlowState, around: Around): Line[] {
  return [...progressLines(state, around, pageOf(around.columns)), EMPTY];
}

function narrow(state: FlowState, around: Around, rows: number): Line[] {
  const page = pageOf(around.columns);
  const { stage, pane, scroll } = state.place;
  if (pane === 'detail') return scrolled(detailOf(state, around), scroll, rows);
  if (pane === 'path') {
    const blocks = pathBlocks(state, around, page, true);
    return windowOf(blocks, chosen(state, blocks.length), rows);
  }
  const head = [...linesOf(stageHead(state, stage), page).slice(0, Math.max(1, Math.floor(rows / 3))), EMPTY];
  return [...head, ...listLines(state, around, rows - head.length)];
}

function leftPane(state: FlowState, whole: Around, rows: number): Line[] {
  const around = { ...whole, columns: leftColumns(whole) };
  const path = pathBlocks(state, around, pageOf(around.columns), false).flat();
  const { left } = spreadParts(state, whole, rows);
  const list = listLines(state, around, rows - path.length - 1, stack(left));
  return [...path, EMPTY, ...list].map((row) => exactly(row, around.columns));
}

/** The parts of a stage in the two panes: where the right one cannot hold all, the last ones stand below the path. */
function spreadParts(state: FlowState, around: Around, rows: number): { left: Line[][]; right: Line[][] } {
  const at = leftColumns(around);
  const { stage } = state.place;
  const wide = stageParts(state, stage, pageOf(around.columns - at - RULE));
  const narrowParts = stageParts(state, stage, pageOf(at));
  const room = rows - STAGES.length - HINT;
  const counts = Array.from({ length: wide.length }, (_, index) => wide.length - index);
  const count = counts.find((one) => stack(wide.slice(0, one)).length <= rows) ?? 1;
  const isBetter = count < wide.length && stack(narrowParts.slice(count)).length <= room;
  const split = isBetter ? count : wide.length;
  return { left: narrowParts.slice(split), right: wide.slice(0, split) };
}

/** What there is in the stage; of the root cause, while nothing in it is chosen, what the other pane has no room for. */
function listLines(state: FlowState, around: Around, rows: number, below: readonly Line[] = []): Line[] {
  const { stage, pane } = state.place;
  if (stage === 'root-cause' && pane === 'path' && itemsOf(state, stage).length > 0) {
    const hint = line({ text: 'enter chooses a part, for its figures and its command.', style: 'dim' });
    return [hint, EMPTY, ...below].slice(0, rows);
  }
  const blocks = itemBlocks(state, around, pageOf(around.columns));
  if (blocks.length === 0) return [line({ text: 'Nothing here yet.', style: 'dim' })].slice(0, rows);
  return windowOf(blocks, selectedItem(state, itemsOf(state, state.place.stage)).index, rows);
}

function chosen({ place }: FlowState, stages: number): number {
  return Math.min(stages - 1, Math.max(0, STAGES.indexOf(place.stage)));
}
