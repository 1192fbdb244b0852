import { expect, test } from 'vitest';
import type { EventRow, ObjectName, RowsEvent } from '../../../../../src/present/tui/backend.ts';
import { events } from '../../../../../src/present/tui/screens/events/index.tsx';
import { around } from '../../around.ts';
import { frame } from '../frame.ts';

const pod: ObjectName = { kind: 'pod', apiVersion: 'v1', namespace: 'shop', name: 'web-1' };
const row = (name: string, own: Partial<EventRow> = {}): EventRow => ({
  namespace: 'shop',
  name,
  type: 'Normal',
  reason: 'Pulled',
  message: 'image is there',
  count: 1,
  lastAt: '2026-11-20T14:29:00Z',
  from: 'kubelet',
  object: 'pod/web-1',
  ...own,
});

function shown(rows: readonly EventRow[], object = pod, filter = ''): string {
  const here = around({ filter });
  const opened = events.open({ object }, here).state;
  const event: RowsEvent<EventRow> = { type: 'page', rows: [...rows], done: true };
  return frame(events, events.reduce(opened, { type: 'events', event }, here).state, here);
}

const backOff = row('b', {
  type: 'Warning',
  reason: 'BackOff',
  count: 5,
  firstAt: '2026-11-20T14:26:30Z',
  lastAt: '2026-11-20T14:29:30Z',
  message: `Back-off ${'restarting failed container '.repeat(4)}`,
});

test('stand there as kubectl describe shows them, the newest last, with all of their words', () => {
  expect(shown([backOff, row('a')])).toMatchInlineSnapshot(`
    "
    2 events, the newest last
    Normal   Pulled  60s ago  kubelet
        image is there
    Warning  BackOff  30s ago, 5 times in 3m  kubelet
        Back-off restarting failed container restarting failed container restarting
        failed container restarting failed container













    5 lines
    "
  `);
});

test('of a namespace say what they are about', () => {
  expect(shown([row('a')], { kind: 'namespace', apiVersion: 'v1', name: 'shop' })).toContain('pod/web-1');
});

test('can be filtered by all that is seen of them', () => {
  const seen = shown([backOff, row('a')], pod, 'warn back-off');
  expect(seen).toContain('BackOff');
  expect(seen).not.toContain('Pulled');
});

test('may be none, and then it says how long they are kept', () => {
  expect(shown([])).toContain('No events. The API server keeps them for an hour');
});

test('follow what comes later, and keep each event once', () => {
  const here = around();
  const open = events.open({ object: pod }, here).state;
  const page = events.reduce(
    open,
    { type: 'events', event: { type: 'page', rows: [row('a')], done: true } },
    here,
  ).state;
  const changed = [row('a', { count: 2 }), backOff];
  const later = events.reduce(
    page,
    { type: 'events', event: { type: 'changes', changed, gone: [] } },
    here,
  ).state;
  expect(frame(events, later, here)).toMatch(/2 events[^]*2 times[^]*BackOff/);
});

test.each<[ObjectName, string]>([
  [pod, 'kubectl get events -n shop --field-selector involvedObject.kind=Pod,involvedObject.name=web-1'],
  [{ kind: 'namespace', apiVersion: 'v1', name: 'shop' }, 'kubectl get events -n shop'],
  [
    { kind: 'rollout', apiVersion: 'argoproj.io/v1alpha1', namespace: 'shop', name: 'web' },
    'kubectl get events -n shop --field-selector involvedObject.name=web',
  ],
])('of %j are shown by %s', (object, command) => {
  expect(events.command?.(events.open({ object }, around()).state, around())).toBe(command);
});
