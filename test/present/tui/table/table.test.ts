import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addRows,
  emptyTable,
  filterRows,
  selectedRow,
  setRows,
  tableAction,
  type TableState,
} from '../../../../src/present/tui/table/table.ts';
import type { TableSpec } from '../../../../src/present/tui/table/spec.ts';

interface Row {
  name: string;
  size: number;
}

const spec: TableSpec<Row> = {
  columns: [
    { header: 'NAME', text: ({ name }) => name, least: 4 },
    { header: 'SIZE', text: ({ size }) => String(size), value: ({ size }) => size, largestFirst: true },
  ],
  key: ({ name }) => name,
  words: ({ name, size }) => `${name} ${size}`.toLowerCase(),
};
const HEIGHT = 5;
const rows = (...names: string[]): Row[] => names.map((name) => ({ name, size: name.length }));
const shown = ({ shown: all }: TableState<Row>): string[] => all.map(({ name }) => name);
const filled = addRows(emptyTable(spec, 0), rows('web', 'api', 'database'), spec);

test('rows are sorted by the first column', () => {
  expect(shown(filled)).toEqual(['api', 'database', 'web']);
});

test('later rows find their places among the earlier ones', () => {
  expect(shown(addRows(filled, rows('cache', 'zoo'), spec))).toEqual([
    'api',
    'cache',
    'database',
    'web',
    'zoo',
  ]);
});

test('the next column sorts by its values, the largest first, equal ones by name, and can be turned round', () => {
  const sorted = tableAction(filled, 'sort', spec, HEIGHT);
  expect(shown(sorted)).toEqual(['database', 'api', 'web']);
  expect(shown(tableAction(sorted, 'reverse', spec, HEIGHT))).toEqual(['api', 'web', 'database']);
});

test('after the last column comes the first', () => {
  const twice = tableAction(tableAction(filled, 'sort', spec, HEIGHT), 'sort', spec, HEIGHT);
  expect(shown(twice)).toEqual(shown(filled));
});

test('the filter keeps rows with all of its words, in any case', () => {
  expect(shown(filterRows(filled, 'A', spec))).toEqual(['api', 'database']);
  expect(shown(filterRows(filled, 'a 8', spec))).toEqual(['database']);
  expect(shown(filterRows(filterRows(filled, 'a', spec), '', spec))).toEqual(shown(filled));
});

test('what is selected stays selected when rows come, are sorted and are filtered', () => {
  const onWeb = tableAction(filled, 'bottom', spec, HEIGHT);
  expect(selectedRow(onWeb)?.name).toBe('web');
  expect(selectedRow(addRows(onWeb, rows('aaa', 'zzz'), spec))?.name).toBe('web');
  expect(selectedRow(tableAction(onWeb, 'sort', spec, HEIGHT))?.name).toBe('web');
  expect(selectedRow(filterRows(onWeb, 'w', spec))?.name).toBe('web');
});

test('until the user has moved, the first row is selected, whichever it is', () => {
  expect(selectedRow(addRows(filled, rows('aaa'), spec))?.name).toBe('aaa');
});

test('when the selected row is gone, its neighbour is selected', () => {
  const onWeb = tableAction(filled, 'bottom', spec, HEIGHT);
  expect(selectedRow(setRows(onWeb, rows('api', 'database'), spec))?.name).toBe('database');
});

test('rows that come page by page give the same table as all at once, whatever the filter', () => {
  const row = fc.record({ name: fc.string({ minLength: 1, maxLength: 4 }), size: fc.nat(20) });
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: ({ name }) => name }),
      fc.nat(10),
      fc.string({ maxLength: 2 }),
      (all, pageSize, filter) => {
        let paged = filterRows(emptyTable(spec, 0), filter, spec);
        for (let from = 0; from < all.length; from += pageSize + 1)
          paged = addRows(paged, all.slice(from, from + pageSize + 1), spec);
        const whole = filterRows(setRows(emptyTable(spec, 0), all, spec), filter, spec);
        expect(shown(paged)).toEqual(shown(whole));
      },
    ),
  );
});

test('a filter that is typed letter by letter gives the same rows as one that is there at once', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[ab ]{1,4}$/), { maxLength: 12 });
  fc.assert(
    fc.property(names, fc.stringMatching(/^[ab ]{0,4}$/), (all, filter) => {
      const table = setRows(emptyTable(spec, 0), rows(...all), spec);
      let typed = table;
      for (let end = 1; end <= filter.length; end++) typed = filterRows(typed, filter.slice(0, end), spec);
      expect(shown(typed)).toEqual(shown(filterRows(table, filter, spec)));
    }),
  );
});
