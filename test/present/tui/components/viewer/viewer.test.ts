import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line, type Line } from '../../../../../src/present/layout/lines.ts';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import { phraseOf, wordsOf } from '../../../../../src/present/tui/components/viewer/marks.ts';
import {
  settled,
  toMatch,
  VIEWER_START,
  viewerMessage,
  type Viewed,
  type ViewerState,
} from '../../../../../src/present/tui/components/viewer/viewer.ts';
import { viewerLines } from '../../../../../src/present/tui/components/viewer/viewer-lines.ts';
import { width } from '../../../../../src/present/tui/paint.ts';
import { seen } from '../../around.ts';

const numbered = (count: number): Line[] =>
  Array.from({ length: count }, (_, index) => line(`l${index + 1}`));
const view = (lines: readonly Line[], own: Partial<Viewed> = {}): Viewed => ({
  lines,
  columns: 20,
  rows: 6,
  ...own,
});
const acted = (viewer: ViewerState, viewed: Viewed, ...actions: Action[]): ViewerState =>
  actions.reduce((state, action) => viewerMessage(state, { type: 'action', action }, viewed), viewer);

describe('a text that is longer than the screen', () => {
  const text = view(numbered(90));

  test('shows its beginning and says that there is more', () => {
    expect(seen(viewerLines(VIEWER_START, text))).toBe('l1\nl2\nl3\nl4\nl5\n1-5 of 90 ↓');
  });

  test.each<[Action[], string]>([
    [['down', 'down'], '3-7 of 90 ↑↓'],
    [['down', 'up', 'up'], '1-5 of 90 ↓'],
    [['page-down'], '5-9 of 90 ↑↓'],
    [['bottom'], '86-90 of 90 ↑'],
    [['bottom', 'page-down', 'down'], '86-90 of 90 ↑'],
    [['bottom', 'page-up'], '82-86 of 90 ↑↓'],
    [['bottom', 'top'], '1-5 of 90 ↓'],
  ])('after %j it shows %s', (actions, wanted) => {
    const last = viewerLines(acted(VIEWER_START, text, ...actions), text).at(-1);
    expect(seen([last!])).toBe(wanted);
  });

  test('a move that leads nowhere gives the same state', () => {
    expect(acted(VIEWER_START, text, 'up')).toBe(VIEWER_START);
    expect(acted(VIEWER_START, text, 'left')).toBe(VIEWER_START);
    expect(acted(VIEWER_START, text, 'enter')).toBe(VIEWER_START);
  });
});

test('a text without lines says so', () => {
  expect(seen(viewerLines(VIEWER_START, view([])))).toBe('\n\n\n\n\n0 lines');
});

describe('a text that grows', () => {
  test('is followed by who is at its end', () => {
    const end = acted(VIEWER_START, view(numbered(20)), 'bottom');
    const grown = view(numbered(30));
    expect(seen(viewerLines(settled(end, grown), grown))).toContain('l30\n26-30 of 30 ↑');
  });

  test('stands still for who went up, also when its first lines are dropped', () => {
    const up = acted(VIEWER_START, view(numbered(20)), 'bottom', 'up');
    const dropped = view(numbered(30).slice(5));
    expect(seen(viewerLines(settled(up, dropped, 5), dropped))).toBe(
      'l15\nl16\nl17\nl18\nl19\n10-14 of 25 ↑↓',
    );
  });

  test('shows its first lines to who was at lines that are gone', () => {
    const top = acted(VIEWER_START, view(numbered(20)), 'down');
    const dropped = view(numbered(30).slice(9));
    expect(settled(top, dropped, 9).top).toBe(0);
  });
});

describe('long lines', () => {
  const text = view([line('abcdefghij'.repeat(5)), line('short'), line('wide 漢字漢字漢字漢字漢字')]);

  test('are cut by the screen, and seen by going to the right as far as there is text', () => {
    const right = acted(VIEWER_START, text, 'right');
    expect(right.left).toBe(10);
    expect(acted(VIEWER_START, text, 'right', 'right', 'right', 'right', 'right').left).toBe(30);
    expect(seen(viewerLines(right, text)).split('\n').at(-1)).toBe('3 lines  from column 11');
  });

  test('are wrapped where that is wanted, and no row is wider than the screen', () => {
    const wrapped = acted(VIEWER_START, text, 'wrap');
    const rows = viewerLines(wrapped, { ...text, rows: 20 });
    expect(seen(rows.slice(0, 6))).toBe(
      'abcdefghijabcdefghij\nabcdefghijabcdefghij\nabcdefghij\nshort\nwide 漢字漢字漢字漢\n字漢字',
    );
    expect(seen(viewerLines(wrapped, text)).split('\n').at(-1)).toBe('1-3 of 3 ↓  wrapped');
    const down = acted(wrapped, text, 'down');
    expect(seen(viewerLines(down, text)).split('\n').at(-1)).toBe('1-3 of 3 ↑  wrapped');
  });
});

test.each([
  ['of ASCII', 'x'],
  ['of all kinds', 'é漢'],
])('a line of twenty thousand letters %s is wrapped at once', (_name, letters) => {
  const long = view([line(letters.repeat(20_000 / letters.length))]);
  const wrapped = acted(VIEWER_START, long, 'wrap', 'bottom');
  expect(viewerLines(wrapped, long)).toHaveLength(6);
});

describe('what is looked for', () => {
  const text = view([...numbered(40), line('the Needle'), ...numbered(10), line('needle two')], {
    marks: phraseOf('needle'),
    searches: true,
  });

  test('is gone to, marked, and counted', () => {
    const found = toMatch(VIEWER_START, text);
    const shown = viewerLines(found, text);
    expect(shown.flat().find(({ text: part }) => part === 'Needle')?.style).toBe('selected');
    expect(seen([shown.at(-1)!])).toBe('40-44 of 52 ↑↓  match 1 of 2, line 41');
  });

  test('is found again by the next and the one before, round the ends', () => {
    const found = toMatch(VIEWER_START, text);
    expect(acted(found, text, 'next-match').found).toBe(51);
    expect(acted(found, text, 'next-match', 'next-match').found).toBe(40);
    expect(acted(found, text, 'previous-match').found).toBe(51);
  });

  test('may not be there', () => {
    const other = { ...text, marks: phraseOf('haystack') };
    const found = toMatch(VIEWER_START, other);
    expect(found.top).toBe(0);
    expect(seen([viewerLines(found, other).at(-1)!])).toBe('1-5 of 52 ↓  0 matches');
  });

  test('may be several words', () => {
    expect(wordsOf('  One two ')).toEqual(['one', 'two']);
  });
});

test('whatever is pressed, there are exactly as many rows as there is room for, none wider, and the last lines can be reached', () => {
  const actions = fc.constantFrom<Action>(
    ...([
      'up',
      'down',
      'page-up',
      'page-down',
      'top',
      'bottom',
      'left',
      'right',
      'wrap',
      'next-match',
    ] as const),
  );
  const texts = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => line(text)),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      texts,
      fc.array(actions, { maxLength: 30 }),
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 2, max: 12 }),
      (lines, pressed, columns, rows) => {
        const viewed = view(lines, { columns, rows });
        const viewer = acted(VIEWER_START, viewed, ...pressed);
        const shown = viewerLines(viewer, viewed);
        expect(shown).toHaveLength(rows);
        const widest = Math.max(...shown.slice(0, -1).map((row) => width(seen([row]))));
        expect(viewer.wrap && widest > columns).toBe(false);
        const end = viewerLines(acted(viewer, viewed, 'bottom'), viewed).at(-1);
        expect(seen([end!])).not.toContain('↓');
      },
    ),
    { examples: [[[line('\u{1D158}\u{1D165}\u{1D16E}')], ['wrap'], 2, 2]] },
  );
});
