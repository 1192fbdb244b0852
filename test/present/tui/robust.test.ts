import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { App, First } from '../../../src/present/tui/app/state.ts';
import type { PodRow } from '../../../src/present/tui/backend.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { cluster, foul } from '../samples/scan.ts';
import { appFrame } from './app-frame.ts';
import { after, NOW, podRow, press, started, withPods, withScan } from './fake-app.ts';

const LONG = `web-${'long-'.repeat(49)}end`.slice(0, 253);
const WIDE = '支払い-サービス-🚀👩‍👩‍👧-é'.repeat(9);
const HOSTILE = 'web\u001B[31mred\u001B[0m\u0007\r\nSecond line\t\u202Egnp.exe\u2066\u200B\u009B2J\uD800';

/** A pod of which all that may be foreign is so. */
const podOf = (text: string): PodRow =>
  podRow(text, {
    status: text,
    node: text,
    workload: `deployment/${text}`,
    containers: [text, text],
    restarts: 7,
    restartedAt: new Date(NOW - 60_000).toISOString(),
    lastEnd: `${text}: exit code 3 (${text})`,
    why: `${text}: ${text}`,
    createdAt: text,
  });
const TEXTS = { 'of 253 letters': LONG, 'of wide characters and emoji': WIDE, 'that are hostile': HOSTILE };
const SIZES = [
  ['60x15', { columns: 60, rows: 15 }],
  ['80x24', { columns: 80, rows: 24 }],
  ['160x45', { columns: 160, rows: 45 }],
] as const;
type Size = { columns: number; rows: number };
const PODS: First = { screen: 'pods', args: { namespace: 'shop' } };

const SCREENS: Record<string, (size: Size, text: string) => App> = {
  pods: (size, text) => withPods(started(PODS, size).app, [podRow('api-1'), podOf(text)]),
  'the reason of a pod': (size, text) =>
    press(withPods(started(PODS, size).app, [podOf(text)]), 'tab', 'down', 'G').app,
  'the overview': (size, text) =>
    withPods(started(undefined, size).app, [{ ...podOf(text), namespace: text }]),
  'the overview of a foul scan': (size, text) =>
    withScan(withPods(started(undefined, size).app, [podOf(text)]), foul),
  workloads: (size, text) =>
    withPods(press(withScan(started(undefined, size).app, cluster), 'enter').app, [
      { ...podOf(text), namespace: 'platform-ingress' },
    ]),
  'a list that is lost': (size, text) => {
    const link = {
      state: 'broken',
      at: NOW,
      retryAt: NOW + 4000,
      problem: { code: 'x', message: text, hint: text },
    } as const;
    const event = { type: 'job', of: 1, job: 'pods', ended: false, now: NOW } as const;
    const app = withPods(started(PODS, size).app, [podOf(text)]);
    return after(app, [{ ...event, message: { type: 'link', job: 'pods', link } }]).app;
  },
  'a list that cannot be read': (size, text) => {
    const message = {
      type: 'failed',
      job: 'pods',
      problem: { code: 'x', message: text, hint: text },
    } as const;
    return after(started(PODS, size).app, [
      { type: 'job', of: 1, job: 'pods', ended: true, now: NOW, message },
    ]).app;
  },
  'a place': (size, text) => ({
    ...withPods(started(PODS, size).app, []),
    place: { context: text, server: text, namespace: text },
  }),
  'a question': (size, text) => {
    const dialog = { of: 1, question: `Run it in ${text}?`, details: [text], yes: [], chosen: 'no' as const };
    return { ...withPods(started(PODS, size).app, [podOf(text)]), dialog };
  },
};

const CASES = Object.entries(SCREENS).flatMap(([screen, make]) =>
  Object.entries(TEXTS).map(([what, text]) => [screen, what, (size: Size) => make(size, text)] as const),
);

describe.each(SIZES)('at %s', (_, size) => {
  test.each(CASES)('%s with names %s keeps to the screen and obeys nothing', (__, ___, make) => {
    const frame = appFrame(make(size));
    const lines = frame.split('\n');
    expect(lines.length).toBeLessThanOrEqual(size.rows);
    for (const line of lines) {
      expect(isUnsafe(line)).toBe(false);
      expect(stringWidth(line)).toBeLessThanOrEqual(size.columns);
    }
  });

  test.each(CASES)('%s with names %s is told to a screen reader', (__, ___, make) => {
    const frame = appFrame({ ...make(size), screenReader: true });
    for (const line of frame.split('\n')) expect(isUnsafe(line)).toBe(false);
    expect(frame).not.toMatch(/[│─━]/);
  });
});

const resized = (columns: number, rows: number) => ({ type: 'resized', columns, rows }) as const;

test('a window may be made smaller and larger while a question is open, which stays as it is', () => {
  const app = SCREENS['a question']!({ columns: 160, rows: 45 }, 'web-1');
  const small = after(app, [resized(60, 15)]).app;
  expect(appFrame(small)).toContain('Run it in web-1?');
  expect(appFrame(small)).toContain('[No]');
  const tiny = after(small, [resized(20, 5)]).app;
  expect(appFrame(tiny)).toContain('Too small');
  const back = after(tiny, [resized(80, 24)]).app;
  expect(appFrame(back)).toContain('[No]');
  expect(press(back, 'n').app.dialog).toBeUndefined();
});

test('without colours nothing is lost: what is selected, new, changed or crashes has a sign or a word', () => {
  const pods = withPods(started(PODS).app, [
    podRow('a'),
    podRow('b', { status: 'CrashLoopBackOff', ready: '0/1' }),
  ]);
  const event = { type: 'changes', changed: [podRow('a', { restarts: 1 }), podRow('c')], gone: [] } as const;
  const told = { type: 'job', of: 1, job: 'pods', ended: false, now: NOW } as const;
  const frame = appFrame(after(pods, [{ ...told, message: { type: 'pods', event } as never }]).app);
  expect(frame).toMatch(/^>\* a /m);
  expect(frame).toMatch(/^ {3}b +0\/1 +CrashLoopBackOff/m);
  expect(frame).toMatch(/^ \+ c /m);
  expect(frame).toContain('1 in a crash loop');
});
