import { describe, expect, test } from 'vitest';
import type { LogContainer, LogEvent } from '../../../../../src/contracts/log-events.ts';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import { logs } from '../../../../../src/present/tui/screens/logs/index.tsx';
import type { LogsState } from '../../../../../src/present/tui/screens/logs/reduce.ts';
import { around, LARGE } from '../../around.ts';
import { frame } from '../frame.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };
const app: LogContainer = { name: 'app', all: ['app', 'proxy'], state: 'runs', why: '', restarts: 0 };
const lines = (count: number, from = 1): LogEvent => ({
  type: 'lines',
  lines: Array.from({ length: count }, (_, index) => ({
    at: '2026-11-20T14:29:58.123456789Z',
    text: `line ${from + index}`,
  })),
  skipped: 0,
});
const container = (own: Partial<LogContainer> = {}): LogEvent => ({
  type: 'container',
  container: { ...app, ...own },
});

function heard(state: LogsState, ...events: readonly LogEvent[]): LogsState {
  return events.reduce((before, event) => {
    if (event.type === 'heard') return before;
    return logs.reduce(before, { type: 'log', event }, around()).state;
  }, state);
}
function acted(state: LogsState, ...actions: readonly Action[]): LogsState {
  return actions.reduce(
    (before, action) => logs.reduce(before, { type: 'action', action }, around()).state,
    state,
  );
}
const opened = (): LogsState => logs.open({ of }, around()).state;
const shown = (state: LogsState, own = {}): string[] => frame(logs, state, around(own)).trim().split('\n');

test('asks for the log of the container when it is opened', () => {
  expect(logs.open({ of }, around()).effects).toEqual([
    { type: 'start', job: { kind: 'logs', of: { ...of, previous: false } } },
  ]);
});

test.each([
  ['80x24', {}],
  ['140x40', LARGE],
])('at %s it shows the end of the log and says that it follows', (_name, size) => {
  const seen = shown(heard(opened(), container(), lines(90)), size);
  expect(seen[0]).toBe('app (1 of 2, tab) runs; follows');
  expect(seen.at(-2)).toBe('line 90');
  expect(seen.at(-1)).toMatch(/^\d+-90 of 90 ↑$/);
});

test('goes on at the end while more is written', () => {
  expect(shown(heard(opened(), container(), lines(90), lines(5, 91))).at(-2)).toBe('line 95');
});

test('stands still for who went up, and follows again by f', () => {
  const up = acted(heard(opened(), container(), lines(90)), 'page-up');
  const later = heard(up, lines(5, 91));
  expect(shown(later)[1]).toBe(shown(up)[1]);
  expect(shown(later)[0]).toBe('app (1 of 2, tab) runs; stands still, f follows');
  expect(shown(acted(later, 'follow')).at(-2)).toBe('line 95');
});

test('keeps 5,000 lines, and says how many are left out', () => {
  const state = heard(opened(), container(), lines(4000), lines(4000, 4001), {
    type: 'lines',
    lines: [],
    skipped: 10,
  });
  expect(state.log.entries).toHaveLength(5000);
  expect(shown(state)[0]).toContain('3,010 lines left out');
});

test('keeps a mebibyte of long lines', () => {
  const long: LogEvent = {
    type: 'lines',
    lines: Array.from({ length: 1000 }, () => ({ text: 'x'.repeat(4096) })),
    skipped: 0,
  };
  expect(heard(opened(), long).log.entries).toHaveLength(256);
});

test('shows those lines only that have every word of the filter', () => {
  const state = logs.reduce(
    heard(opened(), container(), lines(90)),
    { type: 'filter', text: 'NE 9' },
    around({ filter: 'NE 9' }),
  ).state;
  expect(shown(state, { filter: 'NE 9' }).filter((line) => line.startsWith('line'))).toEqual([
    'line 9',
    ...Array.from({ length: 1 }, () => 'line 19'),
    'line 29',
    'line 39',
    'line 49',
    'line 59',
    'line 69',
    'line 79',
    'line 89',
    'line 90',
  ]);
});

test('shows when lines were written, in milliseconds', () => {
  expect(shown(acted(heard(opened(), container(), lines(1)), 'timestamps'))[1]).toBe(
    '2026-11-20T14:29:58.123Z line 1',
  );
});

test('asks for the run before, and for this one again', () => {
  const first = logs.reduce(
    heard(opened(), container(), lines(3)),
    { type: 'action', action: 'previous' },
    around(),
  );
  expect(first.effects).toMatchObject([{ job: { of: { previous: true } } }]);
  expect(first.state.log.entries).toEqual([]);
  const over = heard(first.state, container(), { type: 'over', why: 'that run has ended' });
  expect(shown(over)[0]).toBe('app (1 of 2, tab) the run before; that run has ended');
  expect(logs.reduce(over, { type: 'action', action: 'previous' }, around()).effects).toMatchObject([
    { job: { of: { previous: false } } },
  ]);
});

test('goes to the next container of the pod', () => {
  const { effects } = logs.reduce(
    heard(opened(), container()),
    { type: 'action', action: 'next-pane' },
    around(),
  );
  expect(effects).toMatchObject([{ job: { of: { container: 'proxy' } } }]);
});

test('says where there is no other container', () => {
  const { effects } = logs.reduce(
    heard(opened(), container({ all: ['app'] })),
    { type: 'action', action: 'next-pane' },
    around(),
  );
  expect(effects).toEqual([{ type: 'say', text: 'The pod has no other container.' }]);
});

describe('above the log stands', () => {
  test.each<[string, LogEvent, string]>([
    [
      'for what the container waits',
      container({ state: 'waits', why: 'ImagePullBackOff: no' }),
      'app (1 of 2, tab) waits to start: ImagePullBackOff: no; follows',
    ],
    [
      'how it ended',
      container({ state: 'ended', why: 'exit code 3 (Error)' }),
      'app (1 of 2, tab) ended: exit code 3 (Error); follows',
    ],
    [
      'that the pod is gone',
      { type: 'over', why: 'the pod is gone' },
      'app (1 of 2, tab) runs; the pod is gone',
    ],
  ])('%s', (_name, event, wanted) => {
    expect(shown(heard(opened(), container(), event))[0]).toBe(wanted);
  });

  test('why it cannot be read', () => {
    const problem = { code: 'forbidden', message: 'not allowed to get pods/log in namespace shop' };
    const state = logs.reduce(opened(), { type: 'failed', problem }, around()).state;
    expect(shown(state)[0]).toBe('Error: not allowed to get pods/log in namespace shop');
  });
});

test('a new run is announced between the lines', () => {
  const next: LogEvent = { type: 'next-run', container: { ...app, restarts: 4 } };
  expect(shown(heard(opened(), container(), lines(1), next, lines(1, 2))).slice(1, 4)).toEqual([
    'line 1',
    '--- app was started again: restart 4 ---',
    'line 2',
  ]);
});

test('nothing of a hostile line moves the cursor or hides', () => {
  const hostile: LogEvent = {
    type: 'lines',
    lines: [{ text: 'a\u001B[2Jb\u202Ec\u200Bd\u0007' }],
    skipped: 0,
  };
  const seen = shown(heard(opened(), container(), hostile));
  expect(seen[1]).toBe(String.raw`a\x1b[2Jb\u{202e}c\u{200b}d\x07`);
});

test.each<[Action[], string]>([
  [[], 'kubectl logs web-7d64 -n shop -c app -f --tail=500'],
  [['timestamps', 'follow'], 'kubectl logs web-7d64 -n shop -c app --timestamps'],
])('after %j, c copies %s', (actions, command) => {
  expect(logs.command?.(acted(heard(opened(), container()), ...actions), around())).toBe(command);
});
