import { describe, expect, test } from 'vitest';
import { reduceApp } from '../../../../src/present/tui/app/reduce.ts';
import { topOf, type App } from '../../../../src/present/tui/app/state.ts';
import { keysOf } from '../../../../src/present/tui/keys.ts';
import type { Message, ScreenArguments, ScreenId } from '../../../../src/present/tui/screen.ts';
import { after, namespaceRow, NOW, podRow, press, started, typeText } from '../fake-app.ts';

const of = { namespace: 'shop', pod: 'web-30' };
const object = { kind: 'pod', apiVersion: 'v1', namespace: 'shop', name: 'web-30' };
const many = Array.from({ length: 60 }, (_, index) => `web-${String(index).padStart(2, '0')}`);
const page = { type: 'page', done: true } as const;
const container = { name: 'app', all: ['app', 'proxy'], state: 'runs', why: '', restarts: 1 } as const;
const wide = 'w'.repeat(300);

/** Screens with so much on them that each key has something to do. */
const SCREENS: Partial<Record<ScreenId, { args: ScreenArguments; messages: Message[] }>> = {
  pods: {
    args: {},
    messages: [{ type: 'pods', event: { ...page, rows: many.map((name) => podRow(name)) } }],
  },
  containers: { args: { of, containers: many }, messages: [] },
  namespaces: {
    args: {},
    messages: [{ type: 'namespaces', event: { ...page, rows: many.map((name) => namespaceRow(name)) } }],
  },
  contexts: {
    args: {},
    messages: [{ type: 'contexts', rows: many.map((name) => ({ name, current: false })) }],
  },
  logs: {
    args: { of },
    messages: [
      { type: 'log', event: { type: 'container', container: { ...container, all: [...container.all] } } },
      {
        type: 'log',
        event: { type: 'lines', lines: many.map((name) => ({ text: `${name} ${wide}` })), skipped: 0 },
      },
    ],
  },
  yaml: {
    args: { object },
    messages: [{ type: 'object', object: Object.fromEntries(many.map((name) => [name, wide])) }],
  },
  events: {
    args: { object },
    messages: [
      {
        type: 'events',
        event: {
          ...page,
          rows: many.map((name) => ({
            namespace: 'shop',
            name,
            type: 'Normal',
            reason: 'Pulled',
            message: 'there',
            count: 1,
            from: 'kubelet',
            object: 'pod/web-30',
          })),
        },
      },
    ],
  },
  help: { args: { about: 'pods' }, messages: [] },
};

/** In the middle of what there is, with a search where the screen has one, and scrolled to the side. */
function inTheMiddle(screen: ScreenId): App {
  const { args, messages } = SCREENS[screen]!;
  const { app } = started({ screen, args });
  const job = topOf(app).running[0]?.job.kind ?? 'pods';
  const events = messages.map(
    (message) => ({ type: 'job', of: topOf(app).id, job, message, ended: false, now: NOW }) as const,
  );
  const filled = after(app, events).app;
  const searched = keysOf(screen).some(({ action }) => action === 'search')
    ? press(typeText(press(filled, '/').app, 'e').app, 'enter').app
    : filled;
  return press(searched, 'g', 'pgdn', 'pgdn', 'right').app;
}

/** What a key can change of the app. */
function seen({ stack, notice, input, dialog, exit }: App): unknown[] {
  const top = stack.at(-1);
  return [top?.id, top?.state, top?.filter, notice, input, dialog, exit];
}

/** What does something at other times: while something runs, or where the keys go to another part of the screen. */
const AT_TIMES: Partial<Record<ScreenId | 'all', readonly string[]>> = {
  all: ['cancel', 'history'],
  pods: ['left'],
  help: ['help'],
};

describe.each(Object.keys(SCREENS) as ScreenId[])('on %s', (screen) => {
  const app = inTheMiddle(screen);
  const rows = keysOf(screen).filter(
    ({ action }) => ![...(AT_TIMES.all ?? []), ...(AT_TIMES[screen] ?? [])].includes(action),
  );

  test.each(rows.flatMap(({ action, keys }) => keys.map((key) => [key, action])))(
    '%s does something: %s',
    (key) => {
      const { app: next, tasks } = reduceApp(app, { type: 'key', key, now: NOW });
      expect(tasks.length > 0 || seen(next).some((part, index) => part !== seen(app)[index])).toBe(true);
    },
  );
});

test.each(Object.keys(SCREENS) as ScreenId[])(
  'on %s what the bottom line offers has a word and a place in the help',
  (screen) => {
    const offered = keysOf(screen).filter(({ label }) => label !== undefined);
    expect(offered.length).toBeGreaterThan(3);
    expect(offered.filter(({ help, keys }) => help.length < 4 || keys.length === 0)).toEqual([]);
  },
);
