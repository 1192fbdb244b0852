import { describe, expect, test } from 'vitest';
import type { FlowEvent } from '../../../../../src/contracts/flow-events.ts';
import { flow } from '../../../../../src/present/tui/screens/flow/index.tsx';
import { flowFrame } from '../../../../../src/present/tui/screens/flow/frame.ts';
import { around, NOW, seen } from '../../around.ts';
import { startedEvent } from './diagnosis.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };

/** The screen so many seconds after the start, when this had happened at these seconds. */
const told = (seconds: number, happened: readonly [second: number, event: FlowEvent][]): string => {
  const opening = flow.open({ of }, around()).state;
  const state = happened.reduce(
    (before, [second, each]) =>
      flow.reduce(before, { type: 'flow', event: each }, around({ now: NOW + second * 1000 })).state,
    opening,
  );
  return seen(flowFrame(state, around({ now: NOW + seconds * 1000 })));
};

describe('the time that is left', () => {
  const parts = ['audit', 'sample', 'node'] as const;
  const begin: FlowEvent = {
    ...(startedEvent as Extract<FlowEvent, { type: 'started' }>),
    parts: [...parts],
    needs: { 'host-resources': ['node', 'sample'], 'app-limits': ['audit'] },
    expectedMs: 11_000,
    mostMs: 51_500,
  };
  const came = (part: (typeof parts)[number]): FlowEvent => ({ type: 'part', part, known: true });
  const WINDOW: FlowEvent = { type: 'window', ms: 10_000 };
  const LONGER: FlowEvent = { type: 'window', ms: 30_000, longer: true };
  test.each<[string, number, [number, FlowEvent][], string[]]>([
    ['before anything is known', 0, [], ['Running for 1 s; x', 'It waits for the API server']],
    [
      'as a rule',
      1,
      [[0, begin]],
      ['about 10 s left', 'waits for the container’s own figures, the audit of'],
    ],
    [
      'while the container does not answer',
      6,
      [[0, begin]],
      ['at most 46 s left', 'The container is slow to answer'],
    ],
    [
      'by the window, once it has begun',
      12,
      [
        [0, begin],
        [8, came('audit')],
        [8, WINDOW],
      ],
      ['Running for 12 s, about 7 s left', 'It waits for the container’s own figures and the node.'],
    ],
    [
      'when the window is made longer by itself',
      20,
      [
        [0, begin],
        [8, came('audit')],
        [8, WINDOW],
        [18, LONGER],
      ],
      ['at most 19 s left', 'The window has shown too little and is made longer'],
    ],
    [
      'when all has come',
      19,
      [[0, begin], ...parts.map((part): [number, FlowEvent] => [18, came(part)])],
      ['All has come'],
    ],
  ])('is told %s', (_, seconds, happened, expected) => {
    for (const each of expected) expect(told(seconds, happened)).toContain(each);
  });

  test('each stage says what it waits for', () => {
    const text = told(1, [
      [0, begin],
      [1, came('node')],
    ]);
    expect(text).toMatch(/Host resources +waiting\n  │ It waits for the container’s own figures\./);
    expect(text).toMatch(/own limits +waiting\n  │ It waits for the audit of its environment\./);
  });
});
