import { describe, expect, test } from 'vitest';
import type { Around, AnyScreen, Message, Screen } from '../../../../src/present/tui/screen.ts';
import { anyScreen } from '../../../../src/present/tui/screen.ts';
import { environment } from '../../../../src/present/tui/screens/environment/index.ts';
import { events } from '../../../../src/present/tui/screens/events/index.tsx';
import { flow } from '../../../../src/present/tui/screens/flow/index.tsx';
import { help } from '../../../../src/present/tui/screens/help/index.tsx';
import { history } from '../../../../src/present/tui/screens/history/index.ts';
import { logs } from '../../../../src/present/tui/screens/logs/index.tsx';
import { probe } from '../../../../src/present/tui/screens/probe/index.tsx';
import { yaml } from '../../../../src/present/tui/screens/yaml/index.tsx';
import { slowNode } from '../../samples/index.ts';
import { around, LARGE, NOW } from '../around.ts';
import { auditedOf } from './environment/audited.ts';
import { finished } from './flow/diagnosis.ts';
import { frame } from './frame.ts';
import { probed, session } from './history/session.ts';

const of = { namespace: 'shop', pod: 'web-7d64c9bd5-x2x9p', container: 'web' };
const audited = { ...auditedOf(), report: slowNode };
const diagnosed = { at: NOW, of, kind: 'diagnosis' as const, finished };

const object = { kind: 'pod', apiVersion: 'v1', namespace: 'shop', name: of.pod };
const FORBIDDEN: Message = {
  type: 'failed',
  problem: {
    code: 'forbidden',
    message: 'not allowed to get pods in namespace shop',
    hint: 'Ask for the right.',
  },
};
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: of.pod, namespace: 'shop', labels: { app: 'web', owner: '界界 👩‍👩‍👧' } },
  spec: { containers: [{ name: 'web', args: ['x'.repeat(200)], env: [{ name: 'TOKEN', value: '…' }] }] },
};
const container = {
  name: 'web',
  all: ['web', 'proxy'],
  state: 'ended' as const,
  why: 'exit code 3 (Error); CrashLoopBackOff: back-off 2m40s restarting failed container=web',
  restarts: 7,
};
const LOG: Message[] = [
  { type: 'log', event: { type: 'container', container } },
  {
    type: 'log',
    event: {
      type: 'lines',
      lines: Array.from({ length: 60 }, (_, index) => ({
        at: '2026-11-20T14:29:58.5Z',
        text: `${index + 1} ${index % 3 === 0 ? '{"level":"info","message":"a line that is longer than eighty columns, as lines of JSON are"}' : '界 listens'}`,
      })),
      skipped: 0,
    },
  },
  { type: 'log', event: { type: 'next-run', container } },
];
const event = { namespace: 'shop', type: 'Warning', count: 7, from: 'kubelet', object: `pod/${of.pod}` };
const EVENTS: Message[] = [
  {
    type: 'events',
    event: {
      type: 'page',
      rows: [
        {
          ...event,
          name: 'a',
          reason: 'BackOff',
          message: 'Back-off restarting failed container web in pod web_shop(1)',
          lastAt: '2026-11-20T14:29:50Z',
          firstAt: '2026-11-20T14:00:00Z',
        },
        {
          ...event,
          name: 'b',
          type: 'Normal',
          count: 1,
          reason: 'Pulled',
          message: 'Container image is there',
          lastAt: '2026-11-20T14:20:00Z',
        },
      ],
      done: true,
    },
  },
];

function after<State>(
  screen: Screen<State>,
  state: State,
  place: Around,
  messages: readonly Message[],
): State {
  return messages.reduce((before, message) => screen.reduce(before, message, place).state, state);
}

interface Case {
  screen: AnyScreen;
  open: (place: Around) => unknown;
  history?: Around['history'];
}

const CASES: Record<string, Case> = {
  'the flow, finished': {
    screen: anyScreen(flow),
    open: (place) => flow.open({ entry: diagnosed }, place).state,
  },
  'the variables': {
    screen: anyScreen(environment),
    open: (place) =>
      environment.open({ entry: { at: NOW, of, kind: 'probe', audited: auditedOf() } }, place).state,
  },
  'the probe of a slow container, measured once': {
    screen: anyScreen(probe),
    open: (place) => probe.open({ entry: { at: NOW - 60_000, of, kind: 'probe', audited } }, place).state,
  },
  'the probe after the links were switched off': {
    screen: anyScreen(probe),
    open: (place) => probe.open({ entry: session.at(-1)! }, place).state,
    history: session,
  },
  'the probe before anything was measured': {
    screen: anyScreen(probe),
    open: (place) => probe.open({ of }, place).state,
  },
  'the history, with before and after': {
    screen: anyScreen(history),
    open: (place) => history.open({}, place).state,
    history: [probed(0, 16_020, 1570), probed(1, 20, 1.7)],
  },
  'the history before anything happened': {
    screen: anyScreen(history),
    open: (place) => history.open({}, place).state,
  },
  'the log of a container that crashes': {
    screen: anyScreen(logs),
    open: (place) => after(logs, logs.open({ of }, place).state, place, LOG),
  },
  'the YAML of a pod': {
    screen: anyScreen(yaml),
    open: (place) =>
      after(yaml, yaml.open({ object }, place).state, place, [{ type: 'object', object: POD }]),
  },
  'the YAML that may not be read': {
    screen: anyScreen(yaml),
    open: (place) => after(yaml, yaml.open({ object }, place).state, place, [FORBIDDEN]),
  },
  'the events of a pod': {
    screen: anyScreen(events),
    open: (place) => after(events, events.open({ object }, place).state, place, EVENTS),
  },
  'the help, asked for on the flow': {
    screen: anyScreen(help),
    open: (place) => help.open({ about: 'flow' }, place).state,
  },
};

describe.each(Object.entries(CASES))('%s', (_, { screen, open, history: entries = [] }) => {
  test.each([
    ['80x24', {}],
    ['140x40', LARGE],
    ['60x15', { columns: 60, rows: 11 }],
  ])('at %s', (_size, size) => {
    const place = around({ ...size, history: entries });
    const drawn = frame(screen, open(place), place);
    expect(drawn).toMatchSnapshot();
    const lines = drawn.slice(1, -1).split('\n');
    expect(lines.length).toBeLessThanOrEqual(place.rows);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(place.columns);
  });
});

test('with colours the same is drawn, and colours only go around it', () => {
  for (const { screen, open, history: entries = [] } of Object.values(CASES)) {
    if (screen.id === 'probe') continue;
    const [plain, colored] = [false, true].map((color) => around({ color, history: entries }));
    expect(frame(screen, open(colored!), colored!)).toBe(frame(screen, open(plain!), plain!));
  }
});

test('for a screen reader the probe has its figures without a picture', () => {
  const place = around({ screenReader: true, color: true });
  const drawn = frame(
    CASES['the probe of a slow container, measured once']!.screen,
    CASES['the probe of a slow container, measured once']!.open(place),
    place,
  );
  expect(drawn).toContain('16,020 variables');
  expect(drawn).not.toMatch(/[\u2800-\u28ff│└─]/);
});

test('for a screen reader the variables are told one at a time', () => {
  const { open, screen } = CASES['the variables']!;
  const place = around({ screenReader: true });
  const said = frame(screen, open(place), place).replaceAll(/\s+/g, ' ');
  expect(said).toContain('Row 1 of 5, selected: service or origin + redis, variables 4, size 137 B');
  expect(said).toContain('1 outdated');
  expect(said).toContain('Details of redis: Service redis in shop');
});
