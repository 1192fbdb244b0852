import { expect, test } from 'vitest';
import { actionOf, KEYS, keysOf } from '../../../src/present/tui/keys.ts';
import { SCREENS } from '../../../src/present/tui/screens/index.ts';
import type { ScreenId } from '../../../src/present/tui/screen.ts';

const screens = Object.keys(SCREENS) as ScreenId[];

test('the screens are called as the table calls them', () => {
  expect(screens.map((id) => SCREENS[id].id)).toEqual(screens);
});

test.each(screens)('on %s no key means two things', (screen) => {
  const keys = keysOf(screen).flatMap((row) => row.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('every row says what it does, has a key, and names screens that there are', () => {
  expect(KEYS.filter(({ help, keys }) => help === '' || keys.length === 0)).toEqual([]);
  expect(KEYS.flatMap(({ on = [] }) => on).filter((screen) => !screens.includes(screen))).toEqual([]);
});

test('every action stands in the table once', () => {
  const actions = KEYS.map(({ action }) => action);
  expect(new Set(actions).size).toBe(actions.length);
});

test.each([
  ['q', 'pods', 'quit'],
  ['j', 'flow', 'down'],
  ['ctrl-c', 'help', 'interrupt'],
  ['s', 'pods', undefined],
  ['s', 'flow', 'save'],
  ['F9', 'pods', undefined],
] as const)('%s on %s means %s', (key, screen, action) => {
  expect(actionOf(key, screen)).toBe(action);
});
