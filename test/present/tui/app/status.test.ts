import { expect, test } from 'vitest';
import { statusLines } from '../../../../src/present/tui/app/status.ts';
import type { App } from '../../../../src/present/tui/app/state.ts';
import { after, press, started, typeText, withPods } from '../fake-app.ts';

const app = started().app;
const told = (words: number): App =>
  after(app, [{ type: 'notice', notice: { kind: 'error', text: 'word '.repeat(words).trim() } }]).app;
const seen = (one: App): string => statusLines(one).join('\n').trimEnd();

test('what runs is told where the screen does not tell it', () => {
  expect(seen(app)).toBe('listing pods: 0 s  x cancels');
  const flow = started({ screen: 'flow', args: { of: { namespace: 'a', pod: 'b' } } }).app;
  expect(seen(flow)).toBe('');
});

test('a filter that is on is told', () => {
  const filtered = press(typeText(press(withPods(app, []), '/').app, 'web').app, 'enter').app;
  const quiet = { ...filtered, stack: filtered.stack.map((opened) => ({ ...opened, running: [] })) };
  expect(seen(quiet)).toBe('filter: web  esc drops it');
});

test('a long message has the lines that it needs, five at most', () => {
  expect(seen(told(2))).toBe('Error: word word');
  expect(statusLines(told(40))).toHaveLength(3);
  expect(statusLines(told(400))).toHaveLength(5);
  expect(statusLines(told(400)).at(-1)).toMatch(/ …$/);
});

test('the cursor is seen where it stands, and commands are offered behind the line', () => {
  expect(seen(typeText(press(app, ':').app, 'hist').app)).toBe(':hist_  history');
  expect(seen(press(typeText(press(app, '/').app, 'web').app, 'left').app)).toBe('/we_b');
});

test('of a line that is too long the end is seen while the cursor is there', () => {
  const line = seen(typeText(press(app, '/').app, `start${'-'.repeat(100)}end`).app);
  expect(line).toMatch(/^\/-+end_$/);
  expect(line.length).toBeLessThan(80);
});

test('a key that a terminal would obey is only shown', () => {
  expect(seen(press(press(app, '/').app, '\u009B').app)).toBe(String.raw`/\x9b_`);
});
