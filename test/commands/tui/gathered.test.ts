import { expect, test } from 'vitest';
import { gather } from '../../../src/commands/tui/gathered.ts';
import type { LiveEvent } from '../../../src/contracts/live-events.ts';

interface Row {
  name: string;
  state: number;
}

type Event = LiveEvent<Row>;
const row = (name: string, state = 0): Row => ({ name, state });
const page = (first: boolean, done: boolean, ...rows: Row[]): Event => ({ type: 'page', rows, first, done });
const changes = (changed: Row[], ...gone: string[]): Event => ({ type: 'changes', changed, gone });
const live: Event = { type: 'link', link: { state: 'live', at: 1 } };
const broken: Event = { type: 'link', link: { state: 'broken', at: 1 } };

const CASES: Record<string, { put: Event[]; taken: Event[] }> = {
  'nothing is nothing': { put: [], taken: [] },
  'of a row the last state is told': {
    put: [changes([row('a', 1)]), changes([row('b')]), changes([row('a', 2)])],
    taken: [changes([row('a', 2), row('b')])],
  },
  'a row that came and went is gone': {
    put: [changes([row('a')]), changes([], 'a')],
    taken: [changes([], 'a')],
  },
  'a row that went and came is there': {
    put: [changes([], 'a'), changes([row('a')])],
    taken: [changes([row('a')])],
  },
  'pages stay pages, and what changes after them comes after them': {
    put: [page(true, false, row('a')), page(false, true, row('b')), changes([row('a', 1)]), live],
    taken: [page(true, false, row('a')), page(false, true, row('b')), changes([row('a', 1)]), live],
  },
  'a new look makes what was there worthless': {
    put: [page(true, false, row('old')), changes([row('old', 1)], 'x'), page(true, true, row('a'))],
    taken: [page(true, true, row('a'))],
  },
  'of links the last one is told': { put: [live, broken, live], taken: [live] },
};

test.each(Object.entries(CASES))('%s', (_, { put, taken }) => {
  const gathered = gather<Row>(({ name }) => name);
  for (const event of put) gathered.put(event);
  expect(gathered.take()).toEqual(taken);
  expect(gathered.take()).toEqual([]);
});
