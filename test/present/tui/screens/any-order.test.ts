import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { STAGES } from '../../../../src/contracts/diagnosis.ts';
import { KEYS } from '../../../../src/present/tui/keys.ts';
import { stepOf } from '../../../../src/present/tui/app/step.ts';
import type { Message } from '../../../../src/present/tui/screen.ts';
import { flowFrame } from '../../../../src/present/tui/screens/flow/frame.ts';
import { flow } from '../../../../src/present/tui/screens/flow/index.tsx';
import { itemsOf } from '../../../../src/present/tui/screens/flow/items.ts';
import { history } from '../../../../src/present/tui/screens/history/index.ts';
import { probeLines } from '../../../../src/present/tui/screens/probe/lines.ts';
import { probe } from '../../../../src/present/tui/screens/probe/index.tsx';
import { around } from '../around.ts';
import { auditedOf } from './environment/audited.ts';
import { events } from './flow/diagnosis.ts';
import { session } from './history/session.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };
const action = fc.constantFrom(...KEYS.map((row): Message => ({ type: 'action', action: row.action })));
const other = fc.constantFrom<Message>(
  { type: 'audited', audited: session[0]!.audited! },
  { type: 'audited', audited: auditedOf({ cost: {} }) },
  { type: 'filter', text: 'web' },
  { type: 'cancelled' },
  { type: 'moved' },
  { type: 'declined' },
  { type: 'resized' },
  { type: 'tick' },
  { type: 'failed', problem: { code: 'x', message: 'y' } },
);
const event = fc.constantFrom(...events.map((each): Message => ({ type: 'flow', event: each })));
const messages = fc.array(fc.oneof(action, action, event, other), { maxLength: 40 });
const place = fc
  .record({
    columns: fc.integer({ min: 1, max: 200 }),
    rows: fc.integer({ min: 1, max: 60 }),
    screenReader: fc.boolean(),
    mayExec: fc.boolean(),
    history: fc.constantFrom([], session),
  })
  .map(around);

test('the flow never fails, keeps to its lines and has something selected that is there', () => {
  fc.assert(
    fc.property(messages, fc.array(place, { minLength: 1, maxLength: 3 }), (list, places) => {
      let { state } = flow.open({ of }, places[0]!);
      for (const [index, message] of list.entries()) {
        const here = places[index % places.length]!;
        state = stepOf(flow, state, message, here).state;
        expect(STAGES).toContain(state.place.stage);
        expect(state.place.pane === 'path' || itemsOf(state, state.place.stage).length > 0).toBe(true);
        expect(flowFrame(state, here).length).toBeLessThanOrEqual(Math.max(here.rows, 8));
      }
    }),
  );
});

test('the probe never fails, and starts nothing that was not asked for', () => {
  fc.assert(
    fc.property(messages, place, (list, here) => {
      let { state, effects } = probe.open({ of }, here);
      for (const message of list) {
        expect(effects?.some(({ type }) => type === 'start') ?? false).toBe(false);
        ({ state, effects } = stepOf(probe, state, message, here));
        expect(state.scroll).toBeLessThan(Math.max(1, probeLines(state, here).length));
      }
    }),
  );
});

test('the history never fails, and its selection is one of its rows', () => {
  fc.assert(
    fc.property(messages, place, (list, here) => {
      let { state } = history.open({}, here);
      for (const message of list) {
        state = history.reduce(state, message, here).state;
        expect(state.table.list.selected).toBeLessThan(Math.max(1, state.table.shown.length));
      }
    }),
  );
});
