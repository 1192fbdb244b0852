import { describe, expect, test } from 'vitest';
import { VERBS } from '../../../../src/commands/verbs.ts';
import { COMMANDS, ELSEWHERE } from '../../../../src/present/tui/app/command-table.ts';
import { suggestions } from '../../../../src/present/tui/app/commands.ts';
import { statusLines } from '../../../../src/present/tui/app/status.ts';
import { topOf, type App, type Task } from '../../../../src/present/tui/app/state.ts';
import type { Message } from '../../../../src/present/tui/screen.ts';
import { SCREENS } from '../../../../src/present/tui/screens/index.ts';
import { after, podRow, press, started, typeText, withPods } from '../fake-app.ts';

const rows = [podRow('web-1'), podRow('web-2'), podRow('zip-1', { namespace: 'payments' })];
const onPods = (): App => withPods(started({ screen: 'pods', args: {} }).app, rows);
const run = (text: string, app = onPods()): { app: App; tasks: Task[] } =>
  press(typeText(press(app, ':').app, text).app, 'enter');

test.each([...VERBS].filter((verb) => !verb.startsWith('-')))(
  'the verb %s is a command or says where it is one',
  (verb) => {
    expect(COMMANDS.some(({ names }) => names.includes(verb)) || Object.hasOwn(ELSEWHERE, verb)).toBe(true);
  },
);

test('audit, the verb that needs no name, is one, too', () => {
  expect(COMMANDS.some(({ names }) => names.includes('audit'))).toBe(true);
});

test.each(Object.keys(SCREENS).filter((screen) => !['containers', 'flow', 'environment'].includes(screen)))(
  'the screen %s is called so',
  (screen) => {
    expect(COMMANDS.flatMap(({ names }) => names)).toContain(screen);
  },
);

test('no name means two commands', () => {
  const names = COMMANDS.flatMap((row) => row.names);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('a pod is named as kubectl has it', () => {
  const of = { namespace: 'shop', pod: 'web-1' };
  test.each<[string, string, object]>([
    ['logs', 'logs', { of }],
    ['logs web-2', 'logs', { of: { namespace: 'shop', pod: 'web-2' } }],
    ['logs pod/web-2 -c app', 'logs', { of: { namespace: 'shop', pod: 'web-2', container: 'app' } }],
    ['logs zip-1 -n payments', 'logs', { of: { namespace: 'payments', pod: 'zip-1' } }],
    ['logs -c app', 'logs', { of: { ...of, container: 'app' } }],
    ['audit web-2', 'environment', { of: { namespace: 'shop', pod: 'web-2' } }],
    ['yaml', 'yaml', { object: { kind: 'pod', namespace: 'shop', name: 'web-1' } }],
    ['describe zip-1 --namespace payments', 'events', { object: { namespace: 'payments', name: 'zip-1' } }],
  ])(':%s', (text, screen, args) => {
    const { app } = run(text);
    expect(topOf(app).screen).toBe(screen);
    expect(JSON.parse(JSON.stringify(topOf(app).state))).toMatchObject(
      'of' in args ? args : { of: Object.values(args)[0] as object },
    );
  });

  test(':diagnose takes its flags behind the pod', () => {
    const { tasks } = run('diagnose web-2 --window 5s');
    expect(tasks).toMatchObject([{ job: { of: { pod: 'web-2' }, choice: { windowMs: 5000 } } }]);
  });
});

test.each([
  ['pdos', 'no command "pdos". Did you mean pods?'],
  ['lgos', 'no command "lgos". Did you mean logs?'],
  ['evnets', 'no command "evnets". Did you mean events?'],
  ['lint', 'lint is no command here; in a shell: kubectl envaudit lint FILE'],
  ['logs web-1 extra', 'extra means nothing here - Such as :logs web-1 -n shop -c app'],
  ['logs deploy/web', 'deploy/web is no pod - Its pods are on the screen of pods: :workloads, then enter.'],
  ['logs web-1 -n', '-n needs a value'],
])(':%s says %s', (text, wanted) => {
  expect(run(text).app.notice).toEqual({ kind: 'error', text: wanted });
});

test('what is hostile in a word is spelled', () => {
  expect(run('\u202Ex').app.notice?.text).toContain(String.raw`\u{202e}`);
});

test(':scan on workloads asks again', () => {
  const { app } = run('workloads');
  expect(run('scan', app).tasks).toMatchObject([{ type: 'start', job: { kind: 'scan' } }]);
});

describe('completion', () => {
  test('knows the pods that were listed, those of the present namespace first', () => {
    expect(suggestions(onPods(), 'logs ').map(({ complete }) => complete)).toEqual([
      'logs web-1',
      'logs web-2',
      'logs zip-1 -n payments',
    ]);
    expect(suggestions(onPods(), 'yaml zi').map(({ complete }) => complete)).toEqual([
      'yaml zip-1 -n payments',
    ]);
  });

  test('forgets pods that are gone', () => {
    const app = onPods();
    const message: Message = { type: 'pods', event: { type: 'changes', changed: [], gone: ['shop/web-1'] } };
    const job = { type: 'job', of: topOf(app).id, job: 'pods', message, ended: false, now: 0 } as const;
    expect(suggestions(after(app, [job]).app, 'logs w').map(({ complete }) => complete)).toEqual([
      'logs web-2',
    ]);
  });

  test('shows what may stand behind a command, and what is known', () => {
    const app = typeText(press(onPods(), ':').app, 'logs ').app;
    expect(statusLines(app)[0]).toContain('POD -n NAMESPACE -c CONTAINER  logs web-1  logs web-2');
  });

  test('short names of kubectl and k9s lead to the same', () => {
    expect(suggestions(onPods(), 'dep').map(({ complete }) => complete)).toEqual(['workloads ']);
    expect(topOf(run('deploy').app).screen).toBe('workloads');
    expect(topOf(run('po').app).screen).toBe('pods');
    expect(topOf(run('ev').app).screen).toBe('events');
  });
});
