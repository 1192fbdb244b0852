import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { createElement } from 'react';
import { describe, expect, test } from 'vitest';
import { AppView } from '../../../src/present/tui/app/app-view.tsx';
import type { App } from '../../../src/present/tui/app/state.ts';
import { cluster, foul } from '../samples/scan.ts';
import { after, NOW, PLACE, podRow, press, started, typeText, withPods, withScan } from './fake-app.ts';

type Size = { columns: number; rows: number };

const MANY = Array.from({ length: 60 }, (_, index) =>
  podRow(`web-${String(index).padStart(3, '0')}`, {
    namespace: index % 2 === 0 ? 'shop' : 'payments',
    ...(index % 7 === 3 ? { status: 'CrashLoopBackOff', ready: '0/1', restarts: index } : {}),
  }),
);
const FOUL = podRow('\u001B[31mred\u001B[0m\u202egnp', { status: '\u0007bell', node: '界'.repeat(40) });

const pods = (size: Size): App =>
  withPods(started({ screen: 'pods', args: { namespace: 'shop' } }, size).app, MANY);

const CASES: Record<string, (size: Size) => App> = {
  'the overview before anything has come': (size) => started(undefined, size).app,
  'the overview with pods, while the scan runs': (size) => withPods(started(undefined, size).app, MANY),
  'the overview with the scan': (size) => withScan(withPods(started(undefined, size).app, MANY), cluster),
  'the overview with the findings of a namespace': (size) =>
    press(withScan(started(undefined, size).app, cluster), 'e').app,
  'the overview without rights': (size) =>
    after(withPods(started(undefined, size).app, []), [
      {
        type: 'job',
        of: 1,
        job: 'scan',
        message: {
          type: 'failed',
          job: 'scan',
          problem: { code: 'unreachable', message: 'cannot reach the cluster', hint: 'Is the VPN up?' },
        },
        ended: true,
        now: NOW,
      },
    ]).app,
  workloads: (size) => press(withScan(started(undefined, size).app, cluster), 'enter').app,
  pods: pods,
  'pods at the end of the list': (size) => press(pods(size), 'G').app,
  'pods while a filter is typed': (size) => typeText(press(pods(size), '/').app, 'crash').app,
  'pods of hostile names': (size) =>
    withPods(started({ screen: 'pods', args: { namespace: 'shop' } }, size).app, [FOUL]),
  commands: (size) => press(typeText(press(pods(size), ':').app, 'n').app, 'down').app,
  'a question': (size) => ({
    ...pods(size),
    dialog: { of: 1, question: 'Measure it?', details: ['It takes 2 s of CPU.'], yes: [], chosen: 'no' },
  }),
  'an error': (size) => ({ ...pods(size), notice: { kind: 'error', text: 'no such namespace' } }),
};

function frame(app: App): string {
  return renderToString(createElement(AppView, { app }), { columns: app.columns });
}

function bare(text: string): string {
  return `\n${text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

describe.each(Object.entries(CASES))('%s', (_, make) => {
  test.each([
    ['80x24', { columns: 80, rows: 24 }],
    ['140x40', { columns: 140, rows: 40 }],
  ])('at %s', (_size, size) => {
    const plain = frame(make(size));
    expect(plain, 'without colours there are no escapes').toBe(stripVTControlCharacters(plain));
    expect(plain.split('\n').length).toBeLessThanOrEqual(size.rows);
    expect(bare(plain)).toMatchSnapshot();
  });

  test('has the same text with colours', () => {
    const app = make({ columns: 80, rows: 24 });
    const colored = frame({ ...app, color: true });
    expect(colored).not.toBe(stripVTControlCharacters(colored));
    expect(bare(stripVTControlCharacters(colored))).toBe(bare(frame(app)));
  });

  test('at the smallest size fits', () => {
    const plain = frame(make({ columns: 60, rows: 15 }));
    expect(plain.split('\n').length).toBeLessThanOrEqual(15);
  });
});

test('a terminal that is too small is told so', () => {
  expect(bare(frame({ ...pods({ columns: 80, rows: 24 }), columns: 59, rows: 24 }))).toContain(
    'It needs 60x15.',
  );
});

test('for a screen reader, the selected row is said in words and nothing is drawn', () => {
  const app = { ...press(pods({ columns: 80, rows: 24 }), 'down').app, screenReader: true };
  expect(frame(app)).toContain('Row 2 of 60, selected: name web-001, ready 1/1, status Running');
});

test('the hostile names of a scan cannot break out of the frame', () => {
  const app = withScan(started().app, foul);
  expect(frame(press(app, 'e').app)).toBe(stripVTControlCharacters(frame(press(app, 'e').app)));
});

test('the place is in the header', () => {
  const [first] = frame(pods({ columns: 140, rows: 40 })).split('\n');
  expect(first).toContain(`context ${PLACE.context}`);
  expect(first).toContain(`namespace ${PLACE.namespace}`);
  expect(first).toContain(PLACE.server);
});
