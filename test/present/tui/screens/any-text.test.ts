import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEYS } from '../../../../src/present/tui/keys.ts';
import { anyScreen, type AnyScreen, type Message } from '../../../../src/present/tui/screen.ts';
import { events } from '../../../../src/present/tui/screens/events/index.tsx';
import { help } from '../../../../src/present/tui/screens/help/index.tsx';
import { logs } from '../../../../src/present/tui/screens/logs/index.tsx';
import { yaml } from '../../../../src/present/tui/screens/yaml/index.tsx';
import { width } from '../../../../src/present/tui/paint.ts';
import { around } from '../around.ts';
import { frame } from './frame.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const action = fc.constantFrom(...KEYS.map((row): Message => ({ type: 'action', action: row.action })));
const container = { name: 'app', all: ['app', 'proxy'], state: 'runs', why: '', restarts: 1 } as const;
const own = fc.oneof(
  fc.array(text, { maxLength: 40 }).map((lines): Message => ({
    type: 'log',
    event: { type: 'lines', lines: lines.map((line) => ({ text: line })), skipped: 3 },
  })),
  text.map((why): Message => ({
    type: 'log',
    event: { type: 'container', container: { ...container, all: ['app'], why, state: 'ended' } },
  })),
  text.map((why): Message => ({ type: 'log', event: { type: 'over', why } })),
  fc.dictionary(text, text).map((object): Message => ({ type: 'object', object })),
  fc.array(fc.tuple(text, text), { maxLength: 20 }).map((told): Message => ({
    type: 'events',
    event: {
      type: 'page',
      done: true,
      rows: told.map(([reason, message], index) => ({
        namespace: 'shop',
        name: String(index),
        type: 'Warning',
        reason,
        message,
        count: index,
        from: reason,
        object: message,
      })),
    },
  })),
  text.map((message): Message => ({ type: 'failed', problem: { code: 'x', message, hint: message } })),
  fc.constantFrom<Message>({ type: 'resized' }, { type: 'tick' }, { type: 'cancelled' }),
);
const place = fc
  .record({
    columns: fc.integer({ min: 60, max: 160 }),
    rows: fc.integer({ min: 11, max: 45 }),
    screenReader: fc.boolean(),
    filter: fc.constantFrom('', 'e', 'a b'),
  })
  .map(around);

const args = {
  of: { namespace: 'shop', pod: 'web' },
  object: { kind: 'pod', apiVersion: 'v1', namespace: 'shop', name: 'web' },
};

test.each<[string, AnyScreen]>([
  ['log', anyScreen(logs)],
  ['YAML', anyScreen(yaml)],
  ['events', anyScreen(events)],
  ['help', anyScreen(help)],
])('%s: whatever comes and is pressed, it fits on the screen', (_name, screen) => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(action, action, own), { maxLength: 30 }),
      fc.array(place, { minLength: 1, maxLength: 3 }),
      (messages, places) => {
        let { state } = screen.open(args, places[0]!);
        for (const [index, message] of messages.entries())
          state = screen.reduce(state, message, places[index % places.length]!).state;
        const here = places[0]!;
        const rows = frame(screen, state, here).slice(1, -1).split('\n');
        expect(rows.length).toBeLessThanOrEqual(here.rows);
        expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(here.columns);
      },
    ),
    { numRuns: 40 },
  );
});
