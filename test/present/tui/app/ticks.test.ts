import { expect, test } from 'vitest';
import type { Link } from '../../../../src/present/tui/backend.ts';
import type { App } from '../../../../src/present/tui/app/state.ts';
import { tickMs } from '../../../../src/present/tui/app/ticks.ts';
import { after, NOW, podRow, press, started, withPods, withScan } from '../fake-app.ts';
import { cluster } from '../../samples/scan.ts';

const listed = withPods(started({ screen: 'pods', args: { namespace: 'shop' } }).app, [podRow('web-1')]);
const linked = (link: Link): App =>
  after(listed, [
    { type: 'job', of: 1, job: 'pods', message: { type: 'link', job: 'pods', link }, ended: false, now: NOW },
  ]).app;

const CASES: [string, App, number | undefined][] = [
  ['while a list comes, its seconds are counted', started().app, 1000],
  ['ages move in one that lives', listed, 5000],
  ['and in one that is asked for', linked({ state: 'asking' }), 5000],
  ['the seconds to the next try are counted', linked({ state: 'broken', retryAt: NOW + 4000 }), 1000],
  ['a diagnosis counts, also below another screen', press(listed, 'enter', '?').app, 1000],
  [
    'on a screen that asks for nothing, nothing moves',
    press(withScan(started().app, cluster), '?').app,
    undefined,
  ],
];

test.each(CASES)('%s', (_, app, ms) => {
  expect(tickMs(app)).toBe(ms);
});
