import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import { change, compareLines } from '../../../../../src/present/tui/screens/history/compare.ts';
import { figuresOf } from '../../../../../src/present/tui/screens/history/figures.ts';
import { history } from '../../../../../src/present/tui/screens/history/index.ts';
import { chosen } from '../../../../../src/present/tui/screens/history/reduce.ts';
import type { HistoryState } from '../../../../../src/present/tui/screens/history/reduce.ts';
import type { HistoryEntry } from '../../../../../src/present/tui/screen.ts';
import { pageOf } from '../../../../../src/present/tui/components/panes.ts';
import { around, NOW, seen } from '../../around.ts';
import { finished, serviceLinks, throttled } from '../flow/diagnosis.ts';
import { probed, session } from './session.ts';

const place = around({ history: session });
const opened = history.open({}, place).state;
const act = (state: HistoryState, action: Action) => history.reduce(state, { type: 'action', action }, place);
const press = (state: HistoryState, ...actions: Action[]): HistoryState =>
  actions.reduce((each, action) => act(each, action).state, state);
const numbers = (state: HistoryState): (number | undefined)[] => {
  const { before, after } = chosen(state);
  return [before?.number, after?.number];
};

test.each([
  ['less by far', 1570, 1.7, '924 times less'],
  ['more by some', 10, 25, '2.5 times more'],
  ['a little less', 100, 90, '10 % less'],
  ['hardly', 1000, 1001, 'about the same'],
  ['not at all', 5, 5, 'the same'],
  ['from nothing', 0, 5, 'more'],
])('a change that is %s is told so', (_, before, after, expected) => {
  expect(change(before, after)).toBe(expected);
});

describe('figures', () => {
  test('of a probe are those of its report', () => {
    expect(figuresOf(session[0]!)).toMatchObject({ variables: 16_020, childMs: 1570, outcome: 'critical' });
  });

  test('of a diagnosis are those of its audit, its verdicts and its cause', () => {
    const figures = figuresOf(session[1]!);
    expect(figures.outcome).toBe('service-links, proved');
    expect(figures.stages?.get('app-hotspots')).toBe('guilty');
    expect(figures.variables).toBeGreaterThan(0);
  });

  test('of an entry without results are unknown', () => {
    expect(figuresOf({ at: 0, of: { namespace: 'a', pod: 'b' }, kind: 'probe' })).toEqual({
      outcome: 'unknown',
    });
  });
});

describe('choosing', () => {
  test('begins with the newest, and the one before it of the same kind and container, in whichever pod', () => {
    expect(numbers(opened)).toEqual([1, 3]);
  });

  test('m marks the one before, and takes the mark off again', () => {
    const marked = press(opened, 'down', 'mark', 'top');
    expect(numbers(marked)).toEqual([2, 3]);
    expect(numbers(press(marked, 'down', 'mark', 'top'))).toEqual([1, 3]);
  });

  test('the oldest has none before it', () => {
    expect(numbers(press(opened, 'bottom'))).toEqual([undefined, 1]);
  });

  test('entries that came while another screen was open are there with the next message', () => {
    const entries = [...session, probed(9, 20, 1.6)];
    const state = history.reduce(opened, { type: 'resized' }, around({ history: entries })).state;
    expect(state.table.rows).toHaveLength(4);
  });
});

describe('keys', () => {
  test('enter opens what was seen, without asking the cluster again', () => {
    expect(act(opened, 'enter').effects).toMatchObject([
      { type: 'open', screen: 'probe', args: { entry: session[2] } },
    ]);
    expect(act(press(opened, 'down'), 'enter').effects).toMatchObject([
      { type: 'open', screen: 'flow', args: { entry: session[1] } },
    ]);
  });

  test('s saves the evidence of the entry', () => {
    expect(act(press(opened, 'down'), 'save').effects).toEqual([
      { type: 'save', evidence: finished.evidence },
    ]);
  });

  test('do nothing in an empty history', () => {
    const empty = history.open({}, around()).state;
    for (const action of ['enter', 'save', 'mark', 'probe', 'up', 'down'] as const) {
      expect(history.reduce(empty, { type: 'action', action }, around()).effects).toBeUndefined();
    }
  });
});

test('two diagnoses are compared by the verdicts that changed', () => {
  const mended: HistoryEntry = {
    at: NOW,
    of: { namespace: 'shop', pod: 'web-7d64' },
    kind: 'diagnosis',
    finished: {
      ...finished,
      diagnosis: {
        ...serviceLinks,
        stages: serviceLinks.stages.map((stage) =>
          stage.stage === 'app-limits'
            ? { ...stage, verdict: 'cleared', checks: [{ ...throttled, verdict: 'ok' }] }
            : stage,
        ),
      },
    },
  };
  const text = seen(compareLines(figuresOf(session[1]!), figuresOf(mended), pageOf(80)));
  expect(text).toContain("The app's own limits: suspect → cleared");
  expect(text).toContain('CPU throttled: warning → ok');
  expect(text).not.toContain('Host resources');
});

test('a diagnosis has no figure for a child process that a probe could be compared with', () => {
  const text = seen(compareLines(figuresOf(session[1]!), figuresOf(session[2]!), pageOf(80)));
  expect(text).toContain('CPU per child process unknown    1.7 ms');
});
