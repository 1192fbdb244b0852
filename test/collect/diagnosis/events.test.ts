import { expect, test } from 'vitest';
import { newestFirst, reduceEvent } from '../../../src/collect/diagnosis/events.ts';
import { list, record } from '../../../src/collect/inventory/shape.ts';
import { captured } from './captured.ts';

const eventsOf = (file: string) => list(record(captured(file))['items']).map(reduceEvent);

test('events about a node come newest first', () => {
  const [newest, second, ...rest] = newestFirst(eventsOf('node-events.json'));
  expect(newest).toEqual({
    type: 'Warning',
    reason: 'SystemOOM',
    message: 'System OOM encountered, victim process: node, pid: 15638',
    count: 1,
    firstAt: '2026-11-21T10:08:34Z',
    lastAt: '2026-11-21T10:08:34Z',
  });
  expect(second?.reason).toBe('NodeReady');
  expect(rest).toHaveLength(7);
});

test('of the same second the last one comes first', () => {
  const events = newestFirst(eventsOf('pod-events.json'));
  expect(events.map(({ reason, count }) => `${reason} ${count}`)).toEqual([
    'Started 2',
    'Created 2',
    'Pulled 2',
    'Scheduled 1',
  ]);
});

test.each<[string, object, object]>([
  [
    'of a series has its count and its last time',
    {
      eventTime: '2026-01-01T00:00:00.500000Z',
      series: { count: 12, lastObservedTime: '2026-01-02T00:00:00Z' },
    },
    { count: 12, firstAt: '2026-01-01T00:00:00.500Z', lastAt: '2026-01-02T00:00:00Z' },
  ],
  [
    'of the new kind has only one time',
    { eventTime: '2026-01-01T00:00:00Z', firstTimestamp: null, lastTimestamp: null, count: null },
    { count: 1, firstAt: '2026-01-01T00:00:00Z', lastAt: '2026-01-01T00:00:00Z' },
  ],
  [
    'without any time is as old as its object',
    { metadata: { creationTimestamp: '2026-01-01T00:00:00Z' } },
    { count: 1, firstAt: '2026-01-01T00:00:00Z', lastAt: '2026-01-01T00:00:00Z' },
  ],
  ['with times that are none has none', { eventTime: 'soon', lastTimestamp: 7 }, { count: 1 }],
])('an event %s', (_, event, expected) => {
  expect(reduceEvent(event)).toEqual({ type: '', reason: '', message: '', ...expected });
});

test('texts without end are cut, and only 50 events are kept', () => {
  const event = reduceEvent({ type: 'T'.repeat(1000), reason: 'R'.repeat(1000), message: 'M'.repeat(1e6) });
  expect([event.type.length, event.reason.length, event.message.length]).toEqual([100, 100, 500]);
  expect(newestFirst(Array.from({ length: 400 }, () => event))).toHaveLength(50);
});
