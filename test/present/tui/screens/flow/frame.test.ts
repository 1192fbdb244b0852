import { describe, expect, test } from 'vitest';
import { width } from '../../../../../src/present/tui/paint.ts';
import { flow } from '../../../../../src/present/tui/screens/flow/index.tsx';
import { flowFrame } from '../../../../../src/present/tui/screens/flow/frame.ts';
import { stepOf } from '../../../../../src/present/tui/app/step.ts';
import type { FlowState } from '../../../../../src/present/tui/screens/flow/state.ts';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import type { Message } from '../../../../../src/present/tui/screen.ts';
import { around, LARGE, NOW, seen } from '../../around.ts';
import { events } from './diagnosis.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };
const opened = flow.open({ of }, around()).state;
const play = (state: FlowState, messages: readonly Message[]): FlowState =>
  messages.reduce((each, message) => stepOf(flow, each, message, around()).state, state);
const after = (count: number): FlowState =>
  play(
    opened,
    events.slice(0, count).map((event) => ({ type: 'flow', event })),
  );
const keys = (state: FlowState, ...actions: Action[]): FlowState =>
  play(
    state,
    actions.map((action) => ({ type: 'action', action })),
  );
const done = after(events.length);

const FRAMES: Record<string, { state: FlowState; seconds?: number }> = {
  'a run of which three checks are judged': { state: after(7), seconds: 4 },
  'a run that takes longer than expected': { state: after(4), seconds: 20 },
  'a finished run, on its root cause': { state: done },
  'what the root cause rests on and what mends it': { state: keys(done, 'enter', 'down') },
  'the checks of a stage, the worst first': { state: keys(done, 'up', 'enter') },
  'the evidence of a check, with a table and a distribution': {
    state: keys(done, 'up', 'up', 'evidence'),
  },
  'a check with a table that is too wide': { state: keys(done, 'top', 'down', 'evidence') },
  'a check that could not be seen': { state: keys(done, 'top', 'evidence') },
  'a run that failed': {
    state: play(after(6), [
      { type: 'failed', problem: { code: 'forbidden', message: 'exec is forbidden', hint: 'Ask for it.' } },
    ]),
  },
  'no container': { state: flow.open({}, around()).state },
};

describe.each(Object.entries(FRAMES))('%s', (_, { state, seconds = 0 }) => {
  const now = NOW + seconds * 1000;
  test.each([
    ['80x24', around({ now })],
    ['140x40', around({ now, ...LARGE })],
    ['a screen reader', around({ now, ...LARGE, screenReader: true })],
  ])('at %s', (_size, place) => {
    const lines = flowFrame(state, place);
    expect(`\n${seen(lines)}\n`).toMatchSnapshot();
    expect(lines.length).toBeLessThanOrEqual(place.rows);
  });
});

test('the left pane keeps to its columns, so that the rule between the panes is straight', () => {
  const rows = seen(flowFrame(done, around(LARGE)))
    .split('\n')
    .slice(2);
  expect(new Set(rows.map((row) => width(row.slice(0, row.indexOf('│')))))).toHaveLength(1);
});
