import type { Check } from '../../../../contracts/diagnosis.ts';
import { line, styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import type { Block } from '../../components/panes.ts';
import type { Style } from '../../../theme.ts';
import { fit, width } from '../../paint.ts';
import type { Around } from '../../screen.ts';
import { itemsOf, selectedItem, type Item } from './items.ts';
import { markOf } from './path.ts';
import type { FlowState } from './state.ts';
import { CHECK_WORDS } from './words.ts';

const WORD = 9;
/** Share of the line that figures may take at most, as titles are to be told apart. */
const FIGURES = 0.45;

/** What the stage has, one block for each item: checks as lines of a table, parts of the root cause as sentences. */
export function itemBlocks(state: FlowState, around: Around, page: Page): Block[] {
  const items = itemsOf(state, state.place.stage);
  const { index: selected } = selectedItem(state, items);
  const focused = state.place.pane !== 'path';
  const room = page.columns - WORD - markOf(false, false, around).length;
  const figures = Math.min(
    Math.floor(room * FIGURES),
    widest(items.map(({ check }) => check?.measured ?? '')),
  );
  const title = Math.min(room - figures - GAP, widest(items.map(({ text }) => text)));
  return items.map((item, index) => {
    const mark = markOf(focused && index === selected, state.place.pane === 'items', around);
    if (item.heading === undefined && item.check !== undefined) {
      return [checkLine(item, item.check, { mark, title, figures })];
    }
    const first = items[index - 1]?.heading !== item.heading;
    return [
      ...(first && index > 0 ? [line()] : []),
      ...(first ? [line(styled('heading', item.heading ?? ''))] : []),
      ...prose(page, {
        text: item.text,
        indent: 2,
        lead: { text: mark.trimEnd() },
        least: 10,
        ...selectedStyle(mark),
      }),
    ];
  });
}

const GAP = 2;

/** Where the keys go is also seen by its colours. */
function selectedStyle(mark: string): { style?: Style } {
  return mark.startsWith('>') ? { style: 'selected' } : {};
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, width(text)), 0);
}

function checkLine(
  { text }: Item,
  { verdict, measured }: Check,
  { mark, title, figures }: { mark: string; title: number; figures: number },
): Line {
  return line(
    mark,
    styled(CHECK_WORDS[verdict].style, fit(verdict, WORD)),
    { text: fit(text, title, { cut: 'middle' }), ...selectedStyle(mark) },
    ' '.repeat(GAP),
    fit(measured ?? '', figures).trimEnd(),
  );
}
