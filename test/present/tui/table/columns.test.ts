import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnWidths, GAP } from '../../../../src/present/tui/table/columns.ts';
import type { TableColumn } from '../../../../src/present/tui/table/spec.ts';

const column = (other: Partial<TableColumn<unknown>> = {}): TableColumn<unknown> => ({
  header: 'X',
  text: () => '',
  ...other,
});

test.each([
  ['with room for all, the last column gets what is to spare', [column(), column()], [10, 10], 40, [10, 28]],
  ['cells that may be cut are cut first', [column({ least: 5 }), column()], [20, 10], 24, [12, 10]],
  ['the widest is cut first', [column({ least: 5 }), column({ least: 5 })], [20, 10], 24, [12, 10]],
  [
    'then the column of the highest rank is left out',
    [column({ least: 8 }), column({ rank: 1 }), column({ rank: 2 })],
    [10, 10, 10],
    25,
    [10, 13, 0],
  ],
  [
    'a text that may be left out is cut before one that always stays',
    [column({ least: 5 }), column({ least: 5, rank: 1 })],
    [20, 40],
    40,
    [20, 18],
  ],
  [
    'and is left out before the other has less than 32 columns',
    [column({ least: 5 }), column({ least: 12, rank: 1 })],
    [60, 40],
    40,
    [40, 0],
  ],
  [
    'but the longest names do not drive out all others',
    [column({ least: 5 }), column({ least: 12, rank: 1 })],
    [60, 40],
    50,
    [36, 12],
  ],
  [
    'figures in the last column stay beside the others',
    [column(), column({ right: true })],
    [5, 6],
    40,
    [5, 6],
  ],
  ['a column without a rank always stays', [column(), column()], [30, 30], 40, [30, 30]],
])('%s', (_, columns, natural, room, expected) => {
  expect(columnWidths(columns, natural, room)).toEqual(expected);
});

test('where all may be left out but the first, the widths never need more than the room', () => {
  const width = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(
      width,
      fc.array(width, { maxLength: 8 }),
      fc.integer({ min: 60, max: 200 }),
      (first, others, room) => {
        const columns = [column(), ...others.map((_, rank) => column({ rank, least: 3 }))];
        const widths = columnWidths(columns, [first, ...others], room).filter((one) => one > 0);
        const total = widths.reduce((sum, one) => sum + one, GAP * (widths.length - 1));
        expect(total).toBeLessThanOrEqual(room);
        expect(widths.length).toBeGreaterThan(0);
      },
    ),
  );
});
