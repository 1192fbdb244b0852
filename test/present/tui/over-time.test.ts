import { describe, expect, test } from 'vitest';
import type { App, AppEvent } from '../../../src/present/tui/app/state.ts';
import { topOf } from '../../../src/present/tui/app/state.ts';
import type { Link, PodRow, RowsEvent } from '../../../src/present/tui/backend.ts';
import { actionOf } from '../../../src/present/tui/keys.ts';
import { MARK_MS } from '../../../src/present/tui/table/marks.ts';
import { cluster } from '../samples/scan.ts';
import { appFrame } from './app-frame.ts';
import { after, NOW, podRow, press, started, withPods, withScan } from './fake-app.ts';

const SIZES = [
  ['80x24', { columns: 80, rows: 24 }],
  ['140x40', { columns: 140, rows: 40 }],
] as const;
type Size = (typeof SIZES)[number][1];

const at = (seconds: number): number => NOW + seconds * 1000;
const ago = (seconds: number, now: number): string => new Date(now - seconds * 1000).toISOString();
const PODS = [podRow('api-1'), podRow('cart-1'), podRow('web-1', { containers: ['app', 'proxy'] })];
const CRASHED = podRow('cart-1', {
  status: 'CrashLoopBackOff',
  ready: '0/1',
  restarts: 7,
  restartedAt: ago(12, at(20)),
  lastEnd: 'app: exit code 3 (Error)',
  why: 'app: back-off 2m40s restarting failed container=app',
});

const heard = (app: App, seconds: number, event: RowsEvent<PodRow>): App => {
  const message = { type: 'pods', event } as const;
  const told: AppEvent = {
    type: 'job',
    of: topOf(app).id,
    job: 'pods',
    message,
    ended: false,
    now: at(seconds),
  };
  return after(app, [told]).app;
};
const linked = (app: App, seconds: number, link: Link): App => {
  const message = { type: 'link', job: 'pods', link } as const;
  const told: AppEvent = {
    type: 'job',
    of: topOf(app).id,
    job: 'pods',
    message,
    ended: false,
    now: at(seconds),
  };
  return after(app, [told]).app;
};
const waited = (app: App, seconds: number): App => after(app, [{ type: 'tick', now: at(seconds) }]).app;
const onPods = (size: Size): App =>
  withPods(started({ screen: 'pods', args: { namespace: 'shop' } }, size).app, PODS);
/** The row of the table that begins so, with its marks. */
const rowOf = (frame: string, name: string): string =>
  frame
    .split('\n')
    .map((line) => line.split(' │ ')[0]!)
    .find((line) => line.slice(3).startsWith(name)) ?? '';
/** All text of a frame, the panes beside the rows by themselves. */
const textOf = (frame: string): string =>
  frame
    .split('\n')
    .map((line) => line.split(/ │ ?/).at(-1)!)
    .join(' ')
    .replaceAll(/\s+/g, ' ');

describe.each(SIZES)('pods that change, at %s', (_, size) => {
  const onCart = press(onPods(size), 'down').app;
  const crashed = heard(onCart, 20, { type: 'changes', changed: [CRASHED, podRow('aaa-1')], gone: [] });

  test('a crash loop looks like one: its word, its restarts and since when, and why', () => {
    expect(rowOf(appFrame(crashed), 'cart-1')).toMatch(/>\* cart-1 +0\/1 +CrashLoopBackOff +7 \(12s ago\)/);
    const said = textOf(appFrame(crashed));
    expect(said).toContain('7 restarts, last 12s ago: app: exit code 3 (Error).');
    expect(appFrame(crashed)).toContain('4 pods in namespace shop: 1 in a crash loop');
  });

  test('what came and changed is marked for a moment, with a sign', () => {
    expect(rowOf(appFrame(crashed), 'aaa-1')).toMatch(/^ \+ aaa-1/);
    const later = appFrame(waited(crashed, 20 + MARK_MS / 1000));
    expect(rowOf(later, 'aaa-1')).toMatch(/^ {3}aaa-1/);
    expect(rowOf(later, 'cart-1')).toMatch(/^> {2}cart-1/);
  });

  test('times go on by themselves', () => {
    expect(rowOf(appFrame(waited(crashed, 80)), 'cart-1')).toContain('7 (72s ago)');
  });

  test('the selected row stays selected when others come and go, and its neighbour when it goes', () => {
    expect(rowOf(appFrame(crashed), 'cart-1')).toMatch(/^>/);
    const fewer = heard(crashed, 21, { type: 'changes', changed: [], gone: ['shop/aaa-1', 'shop/api-1'] });
    expect(rowOf(appFrame(fewer), 'cart-1')).toMatch(/^>/);
    const without = heard(fewer, 22, { type: 'changes', changed: [], gone: ['shop/cart-1'] });
    expect(rowOf(appFrame(without), 'web-1')).toMatch(/^>/);
  });

  test('a watch that breaks keeps its rows and says since when, and comes back with what was missed', () => {
    const problem = { code: 'unreachable', message: 'connection refused' };
    const broken = linked(crashed, 30, { state: 'broken', at: at(25), retryAt: at(34), problem });
    const frame = appFrame(broken);
    expect(frame).toContain('lost 5 s ago, again in 4 s: connection refused');
    expect(rowOf(frame, 'cart-1')).toMatch(/^>/);
    expect(appFrame(waited(broken, 33))).toContain('lost 8 s ago, again in 1 s: connection refused');
    const looked = heard(broken, 40, { type: 'page', rows: [CRASHED, podRow('new-1')], done: true });
    const back = appFrame(linked(looked, 40, { state: 'live', at: at(40) }));
    expect(back).toMatch(/live, \d\d:\d\d:\d\d/);
    expect(back).not.toContain('lost');
    expect(back).not.toContain('api-1');
    expect(rowOf(back, 'new-1')).toMatch(/^ \+ new-1/);
    expect(rowOf(back, 'cart-1')).toMatch(/^>/);
  });

  test('the reason is scrolled by keys after tab, and esc gives the keys back to the rows', () => {
    const long = podRow('cart-1', { ...CRASHED, why: `app: ${'word '.repeat(55)}end` });
    const full = heard(crashed, 21, { type: 'changes', changed: [long], gone: [] });
    const many = Array.from({ length: 40 }, (__, index) => podRow(`x-${index}`));
    const crowded = heard(full, 22, { type: 'changes', changed: many, gone: [] });
    const inside = press(crowded, 'tab', 'G').app;
    expect(appFrame(inside)).toContain('esc leaves it');
    expect(textOf(appFrame(inside))).toMatch(/container app(, esc|$| )/);
    expect(rowOf(appFrame(inside), 'cart-1')).toMatch(/^-/);
    const outside = press(inside, 'esc', 'down').app;
    expect(rowOf(appFrame(outside), 'cart-1')).not.toMatch(/^[>-]/);
  });
});

test.each(SIZES)('workloads and namespaces have the crash loops of their pods, at %s', (_, size) => {
  const scanned = withScan(withPods(started(undefined, size).app, PODS), cluster);
  const overview = heard(scanned, 20, {
    type: 'changes',
    changed: [{ ...CRASHED, workload: 'deployment/web' }],
    gone: [],
  });
  const first = appFrame(overview);
  expect(rowOf(first, 'shop ')).toMatch(/^ {3}shop +crash loop +1 of 3/);
  expect(first).toContain('1 in a crash loop;');
  const told = textOf(appFrame(press(overview, 'g').app));
  expect(told).toContain('In a crash loop, with restarts: cart-1 7 (');
  const opened = press(overview, 'g', 'enter').app;
  const pods = withPods(opened, [{ ...CRASHED, workload: 'deployment/web' }]);
  expect(rowOf(appFrame(pods), 'deployment/web')).toMatch(
    /^> {2}deployment\/web +crash loop +0\/1 +7 \(\d+s ago\)/,
  );
});

test('the overview selects what hurts most until all is known, and says what changed since it was opened', () => {
  const crashed = withPods(started(undefined, SIZES[0][1]).app, [
    podRow('fine', { namespace: 'a' }),
    CRASHED,
  ]);
  const known = withScan(crashed, cluster);
  expect(rowOf(appFrame(known), 'shop ')).toMatch(/^> {2}shop/);
  const changed = heard(known, 30, {
    type: 'changes',
    changed: [podRow('cart-1', { restarts: 7 })],
    gone: [],
  });
  expect(rowOf(appFrame(changed), 'shop ')).toMatch(/^>/);
  const told = appFrame(press(changed, 'tab').app);
  expect(told).toContain('Changed since this screen was opened');
  expect(told).toMatch(/0s +cart-1: CrashLoopBackOff 0\/1, 7 restarts → Running 1\/1, 7 restarts/);
});

test.each(['overview', 'workloads', 'pods', 'environment', 'history', 'flow'] as const)(
  'on %s the keys get to what stands below or beside the rows',
  (screen) => {
    expect(actionOf('tab', screen)).toBe('next-pane');
    expect(actionOf('e', screen)).toBe('evidence');
  },
);

test('a pod of nobody, or of its node, is a workload of its own, as in the scan', () => {
  const lone = { namespace: 'platform-ingress', status: 'CrashLoopBackOff', ready: '0/1', restarts: 4 };
  const opened = press(withScan(started(undefined, SIZES[0][1]).app, cluster), 'enter').app;
  const frame = appFrame(
    withPods(opened, [
      podRow('lone', { ...lone, workload: undefined }),
      podRow('etcd-node-1', { ...lone, workload: 'node/node-1' }),
      podRow('over', {
        namespace: 'platform-ingress',
        status: 'Completed',
        ready: '0/1',
        workload: 'job/over',
      }),
    ]),
  );
  expect(rowOf(frame, 'pod/lone')).toMatch(/crash loop +0\/1 +4/);
  expect(rowOf(frame, 'pod/etcd-node-1')).toMatch(/crash loop +0\/1 +4/);
  expect(frame).not.toContain('job/over');
});

test('where all columns have no room, whole ones are left out, and none is cut to nothing', () => {
  const app = withScan(started(undefined, { columns: 60, rows: 15 }).app, cluster);
  const all = withScan(press(press(app, 'enter').app, '0').app, cluster);
  const [, , , head = '', row = ''] = appFrame(all).split('\n');
  expect(head).toMatch(/NAMESPACE +WORKLOAD +HURTS↓ +READY$/);
  expect(row).not.toMatch(/…$/);
});
