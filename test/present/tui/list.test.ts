import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action } from '../../../src/present/tui/keys.ts';
import { LIST_START, moveList, selectRow } from '../../../src/present/tui/list.ts';

test.each<[string, Action[], { selected: number; top: number }]>([
  ['down goes to the next row', ['down'], { selected: 1, top: 0 }],
  ['up stops at the first row', ['up'], { selected: 0, top: 0 }],
  ['a page down leaves one row in sight', ['page-down'], { selected: 9, top: 0 }],
  ['two pages down scroll', ['page-down', 'page-down'], { selected: 18, top: 9 }],
  ['the bottom is the last row at the lower edge', ['bottom'], { selected: 99, top: 90 }],
  ['from the bottom up does not scroll', ['bottom', 'up'], { selected: 98, top: 90 }],
  ['top goes back', ['bottom', 'top'], { selected: 0, top: 0 }],
  ['other actions change nothing', ['down', 'enter'], { selected: 1, top: 0 }],
])('%s', (_, actions, expected) => {
  const size = { count: 100, height: 10 };
  expect(actions.reduce((list, action) => moveList(list, action, size), LIST_START)).toEqual(expected);
});

test('whatever happens, the selected row is one of the list and in sight', () => {
  const moves = fc.constantFrom<Action>('up', 'down', 'page-up', 'page-down', 'top', 'bottom', 'enter');
  const size = fc.record({ count: fc.nat(300), height: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(fc.tuple(moves, size)), (steps) => {
      let list = LIST_START;
      for (const [action, now] of steps) {
        list = moveList(selectRow(list, list.selected, now), action, now);
        const { selected, top } = list;
        expect(selected).toBeGreaterThanOrEqual(0);
        expect(selected).toBeLessThan(Math.max(1, now.count));
        expect(top).toBeLessThanOrEqual(selected);
        expect(selected - top).toBeLessThan(Math.max(1, now.height));
        expect(top).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
