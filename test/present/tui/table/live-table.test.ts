import { expect, test } from 'vitest';
import type { RowsEvent } from '../../../../src/present/tui/backend.ts';
import { hearRows, noRows } from '../../../../src/present/tui/live-rows.ts';
import { emptyLiveTable, hear } from '../../../../src/present/tui/table/live-table.ts';
import type { TableSpec } from '../../../../src/present/tui/table/spec.ts';
import { selectedRow, tableAction } from '../../../../src/present/tui/table/table.ts';

interface Row {
  name: string;
  state: string;
}

const spec: TableSpec<Row> = {
  columns: [
    { header: 'NAME', text: ({ name }) => name },
    { header: 'STATE', text: ({ state }) => state },
  ],
  key: ({ name }) => name,
  words: ({ name, state }) => `${name} ${state}`,
};
const row = (name: string, state = 'up'): Row => ({ name, state });
const page = (done: boolean, ...rows: Row[]): RowsEvent<Row> => ({ type: 'page', rows, done });
const FIRST = [page(false, row('web')), page(false, row('api')), page(true)];

const CASES: Record<string, { events: RowsEvent<Row>[]; shown: string[]; done: boolean }> = {
  'the pages of the first look are shown as they come': {
    events: FIRST.slice(0, 2),
    shown: ['api up', 'web up'],
    done: false,
  },
  'a row that changes takes its place anew': {
    events: [...FIRST, { type: 'changes', changed: [row('web', 'down'), row('cron')], gone: [] }],
    shown: ['api up', 'cron up', 'web down'],
    done: true,
  },
  'rows that are gone go': {
    events: [...FIRST, { type: 'changes', changed: [], gone: ['web', 'never'] }],
    shown: ['api up'],
    done: true,
  },
  'what was there stays while a new look comes': {
    events: [...FIRST, page(false, row('new'))],
    shown: ['api up', 'web up'],
    done: true,
  },
  'and goes when its last page is there': {
    events: [...FIRST, page(false, row('new')), page(true, row('web', 'down'))],
    shown: ['new up', 'web down'],
    done: true,
  },
};

test.each(Object.entries(CASES))('%s', (_, { events, shown, done }) => {
  const live = events.reduce((before, event) => hear(before, event, spec, 10), emptyLiveTable(spec, 0));
  expect(live.table.shown.map(({ name, state }) => `${name} ${state}`)).toEqual(shown);
  const rows = events.reduce((before, event) => hearRows(before, event, spec.key), noRows<Row>());
  expect([...rows.rows.values()].map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual(shown);
  expect([live.done, rows.done]).toEqual([done, done]);
});

test('what is selected stays selected through changes and looks', () => {
  const there = FIRST.reduce((before, event) => hear(before, event, spec, 10), emptyLiveTable(spec, 0));
  const onWeb = { ...there, table: tableAction(there.table, 'bottom', spec, 10) };
  const changed = hear(onWeb, { type: 'changes', changed: [row('web', 'down')], gone: ['api'] }, spec, 10);
  expect(selectedRow(changed.table)).toEqual(row('web', 'down'));
  const looked = hear(changed, page(true, row('a'), row('web'), row('zoo')), spec, 10);
  expect(selectedRow(looked.table)).toEqual(row('web'));
});

test('what is new or changed is marked for a while, and what only came again is not', () => {
  const there = FIRST.reduce((before, event) => hear(before, event, spec, 1000), emptyLiveTable(spec, 0));
  expect([...there.table.marks]).toEqual([]);
  const event: RowsEvent<Row> = {
    type: 'changes',
    changed: [row('web', 'down'), row('api'), row('new')],
    gone: [],
  };
  const after = hear(there, event, spec, 2000);
  expect([...after.table.marks]).toEqual([
    ['web', { kind: 'changed', at: 2000 }],
    ['new', { kind: 'new', at: 2000 }],
  ]);
  expect(hear(after, { ...event }, spec, 3000)).toEqual(after);
  const changed = hear(after, { type: 'changes', changed: [row('new', 'down')], gone: [] }, spec, 2500);
  expect(changed.table.marks.get('new')).toEqual({ kind: 'new', at: 2500 });
  const later = hear(after, page(true, row('web'), row('api'), row('new')), spec, 60_000);
  expect([...later.table.marks]).toEqual([['web', { kind: 'changed', at: 60_000 }]]);
});

test('once all rows have come the selection stays, also of who has not moved', () => {
  const there = FIRST.reduce((before, event) => hear(before, event, spec, 0), emptyLiveTable(spec, 0));
  const more = hear(there, { type: 'changes', changed: [row('aaa')], gone: [] }, spec, 0);
  expect(selectedRow(more.table)).toEqual(row('api'));
  expect(selectedRow(tableAction(more.table, 'reverse', spec, 10))).toEqual(row('web'));
});
