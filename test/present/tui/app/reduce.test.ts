import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reduceApp } from '../../../../src/present/tui/app/reduce.ts';
import { topOf, type App, type AppEvent } from '../../../../src/present/tui/app/state.ts';
import { KEYS } from '../../../../src/present/tui/keys.ts';
import { SCREENS } from '../../../../src/present/tui/screens/index.ts';
import type { Effect, Screen } from '../../../../src/present/tui/screen.ts';
import { anyScreen } from '../../../../src/present/tui/screen.ts';
import { cluster, foul } from '../../samples/scan.ts';
import { after, NOW, PLACE, podRow, press, started, typeText, withPods, withScan } from '../fake-app.ts';

const PODS = [podRow('api-1'), podRow('web-1', { status: 'CrashLoopBackOff', ready: '0/1', restarts: 7 })];
const path = ({ stack }: App): string => stack.map(({ screen }) => screen).join(' > ');
const onPods = (): App => withPods(started({ screen: 'pods', args: { namespace: 'shop' } }).app, PODS);

/** Types a command and enter. */
const run = (text: string, app = onPods()): ReturnType<typeof press> =>
  press(typeText(press(app, ':').app, text).app, 'enter');

describe('the path of screens', () => {
  const scanned = [{ type: 'start', of: 1, job: { kind: 'scan' } }];
  const last = { type: 'job', of: 1, job: 'pods', ended: true, now: NOW } as const;

  test('it starts with the overview, which asks for pods first and then for a scan', () => {
    const { app, tasks } = started();
    expect(path(app)).toBe('overview');
    expect(tasks).toEqual([{ type: 'start', of: 1, job: { kind: 'pods' } }]);
    expect(
      after(app, [{ ...last, message: { type: 'pods', event: { type: 'page', rows: PODS, done: true } } }])
        .tasks,
    ).toEqual(scanned);
  });

  test('the scan is asked for, too, where the pods may not be listed', () => {
    const problem = { code: 'forbidden', message: 'no' };
    const message = { type: 'failed', job: 'pods', problem } as const;
    expect(after(started().app, [{ ...last, message }]).tasks).toEqual(scanned);
  });

  test('enter on a namespace opens its pods until the scan has come', () => {
    const { app } = press(withPods(started().app, PODS), 'enter');
    expect(path(app)).toBe('overview > pods');
  });

  test('and its workloads from then on, which need no other scan', () => {
    const { app, tasks } = press(withScan(started().app, cluster), 'enter');
    expect(path(app)).toBe('overview > workloads');
    expect(tasks).toEqual([{ type: 'start', of: 2, job: { kind: 'pods', namespace: 'platform-ingress' } }]);
  });

  test('enter on a pod of several containers opens their list, and that their diagnosis', () => {
    const row = podRow('two-1', { containers: ['app', 'proxy'] });
    const app = withPods(started({ screen: 'pods', args: { namespace: 'shop' } }).app, [row]);
    const { app: end, tasks } = press(app, 'enter', 'down', 'enter');
    expect(path(end)).toBe('pods > containers > flow');
    expect(tasks).toMatchObject([{ type: 'start', job: { of: { pod: 'two-1', container: 'proxy' } } }]);
  });

  test('enter on a pod opens its diagnosis', () => {
    const { app } = press(onPods(), 'down', 'enter');
    expect(path(app)).toBe('pods > flow');
  });

  test('esc goes back, ends the jobs of the screen, and stops at the overview', () => {
    const { app, tasks } = press(press(withPods(started().app, PODS), 'enter').app, 'esc');
    expect(path(app)).toBe('overview');
    expect(tasks).toEqual([{ type: 'stop', of: 2 }]);
    const again = press(app, 'esc').app;
    expect(path(again)).toBe('overview');
    expect(again.notice?.text).toBe('q quits');
  });

  test('a screen that was opened by -i gives way to the overview', () => {
    expect(
      path(press(started({ screen: 'flow', args: { of: { namespace: 'a', pod: 'b' } } }).app, 'esc').app),
    ).toBe('overview');
  });

  test('help opens once, and knows where it was asked for', () => {
    const { app } = press(onPods(), '?', '?');
    expect(path(app)).toBe('pods > help');
  });

  test('whoever goes on for ever loses the second screen, never the first', () => {
    let app = started().app;
    for (let step = 0; step < 40; step++) app = press(app, ':', ...'pods', 'enter').app;
    for (let step = 0; step < 40; step++) app = typeText(press(app, ':').app, 'workloads a').app;
    expect(app.stack.length).toBeLessThan(15);
    expect(app.stack[0]?.screen).toBe('overview');
  });
});

describe('keys that are the same everywhere', () => {
  test.each([
    ['q', 0],
    ['ctrl-c', 130],
  ])('%s ends it with %i', (key, code) => {
    expect(press(onPods(), key).app.exit).toBe(code);
  });

  test('after the end nothing happens any more', () => {
    const { app } = press(onPods(), 'q');
    expect(press(app, 'ctrl-c', 'enter').app).toBe(app);
  });

  test('c copies the command of the screen, and shows it', () => {
    const { app, tasks } = press(onPods(), 'c');
    const text = 'kubectl get pod api-1 -n shop -o yaml';
    expect(tasks).toEqual([{ type: 'copy', text }]);
    expect(app.notice).toEqual({ kind: 'info', text: `Copied: ${text}` });
  });

  test('a name that a shell would obey makes no command', () => {
    const app = withPods(started({ screen: 'pods', args: { namespace: 'shop' } }).app, [podRow('a;reboot')]);
    const { app: told, tasks } = press(app, 'c');
    expect([told.notice?.text, tasks]).toEqual(['There is no command for this.', []]);
  });

  test('x cancels what runs, and its messages are not heard any more', () => {
    const { app, tasks } = press(started({ screen: 'pods', args: {} }).app, 'x');
    expect(tasks).toEqual([{ type: 'stop', of: 1, job: 'pods' }]);
    expect(topOf(app).running).toEqual([]);
    expect(withPods(app, PODS)).toEqual(app);
  });

  test('x leaves a list alive that was looked through', () => {
    const app = onPods();
    expect(press(app, 'x')).toEqual({ app, tasks: [] });
  });

  test('r asks again', () => {
    expect(press(onPods(), 'r').tasks).toEqual([
      { type: 'start', of: 1, job: { kind: 'pods', namespace: 'shop' } },
    ]);
  });

  test('0 shows the pods of all namespaces, and of the one again', () => {
    const all = press(onPods(), '0');
    expect(all.tasks).toEqual([{ type: 'start', of: 1, job: { kind: 'pods' } }]);
    expect(press(all.app, '0').tasks).toEqual([
      { type: 'start', of: 1, job: { kind: 'pods', namespace: 'shop' } },
    ]);
  });

  test('a notice is there until the next key', () => {
    const { app } = press(onPods(), 'c');
    expect(press(app, 'down').app.notice).toBeUndefined();
  });
});

describe('the filter', () => {
  const filtered = typeText(press(onPods(), '/').app, 'crash').app;

  test('works while it is typed', () => {
    expect(filtered.input?.text).toBe('crash');
    expect(topOf(filtered).filter).toBe('crash');
    expect((topOf(filtered).state as { table: { shown: unknown[] } }).table.shown).toHaveLength(1);
  });

  test('letters are text there, and no keys', () => {
    expect(typeText(press(onPods(), '/').app, 'q').app.exit).toBeUndefined();
  });

  test('enter keeps it, and esc drops it before it closes the screen', () => {
    const kept = press(filtered, 'enter').app;
    expect([kept.input, topOf(kept).filter]).toEqual([undefined, 'crash']);
    const dropped = press(kept, 'esc').app;
    expect([path(dropped), topOf(dropped).filter]).toEqual(['pods', '']);
  });

  test('esc while it is typed drops it at once', () => {
    const { app } = press(filtered, 'esc');
    expect([app.input, topOf(app).filter]).toEqual([undefined, '']);
  });

  test('backspace, ctrl-w and ctrl-u take back', () => {
    expect(press(filtered, 'backspace').app.input?.text).toBe('cras');
    expect(press(typeText(filtered, ' loop').app, 'ctrl-w').app.input?.text).toBe('crash ');
    expect(press(filtered, 'ctrl-u').app.input?.text).toBe('');
  });

  test('ctrl-c ends it also there', () => {
    expect(press(filtered, 'ctrl-c').app.exit).toBe(130);
  });
});

describe('commands', () => {
  test.each([
    ['workloads', 'pods > workloads'],
    ['wl', 'pods > workloads'],
    ['contexts', 'pods > contexts'],
    ['ctx', 'pods > contexts'],
    ['ns', 'pods > namespaces'],
    ['help', 'pods > help'],
    ['hist', 'pods > history'],
    ['pods other', 'pods > pods'],
    ['pods', 'pods'],
  ])(':%s leads to %s', (text, expected) => {
    expect(path(run(text).app)).toBe(expected);
  });

  test(':q quits', () => {
    expect(run('q').app.exit).toBe(0);
  });

  test(':ns NAME and :ctx NAME go there', () => {
    expect(run('ns other').tasks).toEqual([
      { type: 'go', to: { context: undefined, namespace: 'other' }, opens: 'pods' },
    ]);
    expect(run('ctx dev').tasks).toEqual([
      { type: 'go', to: { context: 'dev', namespace: undefined }, opens: undefined },
    ]);
  });

  test(':diagnose looks as it was told, at what is selected', () => {
    const { app, tasks } = run('diagnose --window 5s');
    expect(path(app)).toBe('pods > flow');
    expect(tasks).toMatchObject([{ type: 'start', job: { choice: { windowMs: 5000 } } }]);
  });

  test(':diagnose on a diagnosis takes its place', () => {
    const { app, tasks } = run('diag --window 5s', press(onPods(), 'enter').app);
    expect(path(app)).toBe('pods > flow');
    expect(tasks).toMatchObject([
      { type: 'stop', of: 2 },
      { type: 'start', of: 3 },
    ]);
  });

  test(':diagnose says what is wrong with its flags, and where nothing is selected', () => {
    expect(run('diagnose --wait').app.notice?.text).toBe('no --wait - Try --window 5s.');
    expect(run('diagnose', started().app).app.notice?.text).toContain('nothing is selected here');
  });

  test('o offers the flags to complete', () => {
    const { input } = press(onPods(), 'o').app;
    expect(input).toMatchObject({ kind: 'command', text: 'diagnose --window 10s ', cursor: 22 });
  });

  test('a word that is none is told, with those that there are', () => {
    expect(run('frobnicate').app.notice).toEqual({
      kind: 'error',
      text: 'no command "frobnicate"; there are overview, workloads, pods, scan, diagnose, audit, probe, logs, yaml, events, history, ctx, ns, help, q',
    });
  });

  test('tab completes, and arrows choose', () => {
    expect(press(typeText(press(onPods(), ':').app, 'wo').app, 'tab').app.input?.text).toBe('workloads ');
    expect(path(press(press(onPods(), ':').app, 'down', 'down', 'enter').app)).toBe('pods > workloads');
  });

  test('names of namespaces that were heard of complete, too', () => {
    const app = withScan(started().app, cluster);
    const [first] = app.known.namespaces;
    expect(press(typeText(press(app, ':').app, 'ns ').app, 'tab').app.input?.text).toBe(`ns ${first}`);
  });
});

describe('questions', () => {
  const yes: Effect[] = [{ type: 'say', text: 'done' }];
  const asking: Screen<null> = {
    id: 'probe',
    title: () => 'asking',
    open: () => ({ state: null }),
    reduce: (state, message) =>
      message.type === 'action' && message.action === 'probe'
        ? { state, effects: [{ type: 'ask', question: 'Really?', details: ['It costs 2 s.'], yes }] }
        : { state },
    View: () => null,
  };
  const { app: fresh } = started({ screen: 'probe', args: {} });
  const asked = press({ ...fresh, screens: { ...fresh.screens, probe: anyScreen(asking) } }, 'p').app;

  test('a question is answered with no by default', () => {
    expect(asked.dialog?.chosen).toBe('no');
    for (const key of ['enter', 'n', 'esc', 'q']) {
      const { app } = press(asked, key);
      expect([app.dialog, app.notice, app.exit]).toEqual([undefined, undefined, undefined]);
    }
  });

  test.each([[['y']], [['tab', 'enter']], [['right', 'enter']]])('%j means yes', (keys) => {
    expect(press(asked, ...keys).app.notice?.text).toBe('done');
  });

  test('other keys change nothing', () => {
    expect(press(asked, 'x', 'Y', 'down', 'p').app.dialog).toEqual(asked.dialog);
  });

  describe('before the first command is run in a container', () => {
    const onFlow = press({ ...onPods(), mayExec: false }, 'enter');
    const begun = { type: 'start', of: 2, job: { kind: 'diagnose' } };

    test('nothing is started', () => {
      expect([onFlow.tasks, onFlow.app.dialog?.chosen]).toEqual([[], 'no']);
    });

    test('a no looks from outside, and asks again the next time', () => {
      const { app, tasks } = press(onFlow.app, 'enter');
      expect(tasks).toMatchObject([{ ...begun, job: { choice: { exec: false } } }]);
      expect(press(app, 'x', 'r').app.dialog).toBeDefined();
    });

    test('a yes holds from then on, for the variables as well', () => {
      const { app, tasks } = press(onFlow.app, 'y');
      expect(tasks).toMatchObject([{ ...begun, job: { choice: { exec: true } } }]);
      expect(press(app, 'v').tasks).toMatchObject([{ type: 'start', job: { kind: 'audit', probe: 'off' } }]);
    });

    test('but not in another context, and not for the probe', () => {
      const { app } = press(onFlow.app, 'y');
      const there = after(app, [{ type: 'went', place: PLACE, contextChanged: true, opens: undefined }]).app;
      expect([app.mayExec, there.mayExec]).toEqual([true, false]);
      expect(press(app, 'p').app.dialog).toBeDefined();
    });

    test('the variables are not asked for without a yes', () => {
      const wanted = press({ ...onPods(), mayExec: false }, 'v');
      expect([wanted.tasks, wanted.app.dialog === undefined]).toEqual([[], false]);
      expect(press(wanted.app, 'n').tasks).toEqual([]);
      expect(press(wanted.app, 'y').tasks).toMatchObject([{ type: 'start', job: { kind: 'audit' } }]);
    });
  });
});

describe('going elsewhere', () => {
  const elsewhere = { ...PLACE, namespace: 'other' };

  test('a new namespace closes the screens above the overview, which stays, and shows its pods', () => {
    const { app } = press(withScan(started().app, cluster), 'enter');
    const gone = after(app, [{ type: 'went', place: elsewhere, contextChanged: false, opens: 'pods' }]);
    expect(path(gone.app)).toBe('overview > pods');
    expect(gone.app.place).toEqual(elsewhere);
    expect(gone.tasks).toEqual([
      { type: 'stop', of: 2 },
      { type: 'start', of: 3, job: { kind: 'pods', namespace: 'other' } },
    ]);
  });

  test('a new context starts anew', () => {
    const { app } = press(withScan(started().app, cluster), 'enter');
    const gone = after(app, [
      { type: 'went', place: { ...elsewhere, context: 'dev' }, contextChanged: true, opens: undefined },
    ]);
    expect(path(gone.app)).toBe('overview');
    expect(gone.tasks.map(({ type }) => type)).toEqual(['stop', 'stop', 'start']);
  });
});

describe('a small terminal', () => {
  test('knows q and ctrl-c only', () => {
    const app = { ...onPods(), columns: 50, rows: 10 };
    expect(press(app, 'enter', '?').app.stack).toEqual(app.stack);
    expect(press(app, 'q').app.exit).toBe(0);
    expect(press(app, 'ctrl-c').app.exit).toBe(130);
  });
});

describe('whatever happens', () => {
  const keys = fc.constantFrom(
    ...new Set([
      ...KEYS.flatMap((row) => row.keys),
      'a',
      'y',
      'n',
      'backspace',
      'ctrl-u',
      'ctrl-w',
      'delete',
      'F1',
    ]),
  );
  const key = keys
    .filter((one) => one !== 'q' && one !== 'ctrl-c')
    .map((one): AppEvent => ({ type: 'key', key: one, now: NOW }));
  const resized = fc
    .record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) })
    .map((size): AppEvent => ({ type: 'resized', ...size }));
  const answer = fc.tuple(fc.nat(12), fc.boolean()).chain(([of, ended]) =>
    fc.constantFrom<AppEvent>(
      {
        type: 'job',
        of,
        job: 'pods',
        message: { type: 'pods', event: { type: 'page', rows: PODS, done: ended } },
        ended,
        now: NOW,
      },
      { type: 'job', of, job: 'scan', message: { type: 'scanned', report: foul }, ended: true, now: NOW },
      { type: 'job', of, job: 'scan', message: { type: 'progress', text: 'so far' }, ended: false, now: NOW },
      {
        type: 'job',
        of,
        job: 'diagnose',
        message: { type: 'failed', problem: { code: 'x', message: 'y' } },
        ended: true,
        now: NOW,
      },
      {
        type: 'went',
        place: { ...PLACE, namespace: 'b' },
        contextChanged: ended,
        opens: ended ? undefined : 'pods',
      },
      { type: 'tick', now: NOW + 1000 },
    ),
  );
  const events = fc.array(
    fc.oneof({ weight: 6, arbitrary: key }, resized, { weight: 2, arbitrary: answer }),
    {
      maxLength: 120,
    },
  );

  test('the state stays valid, and every screen can say its title and its command', () => {
    fc.assert(
      fc.property(events, (all) => {
        let { app } = started();
        for (const event of all) {
          ({ app } = reduceApp(app, event));
          expect(app.stack.length).toBeGreaterThan(0);
          expect(new Set(app.stack.map(({ id }) => id)).size).toBe(app.stack.length);
          expect(app.input?.text.length ?? 0).toBeLessThanOrEqual(200);
          for (const { screen, state } of app.stack) expect(SCREENS[screen].title(state)).not.toBe('');
        }
      }),
      { numRuns: 150 },
    );
  });
});
