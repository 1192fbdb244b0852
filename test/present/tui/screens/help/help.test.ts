import { expect, test } from 'vitest';
import { COMMANDS } from '../../../../../src/present/tui/app/command-table.ts';
import { KEYS } from '../../../../../src/present/tui/keys.ts';
import { help } from '../../../../../src/present/tui/screens/help/index.tsx';
import { helpLines } from '../../../../../src/present/tui/screens/help/lines.ts';
import { pageOf } from '../../../../../src/present/tui/components/panes.ts';
import { around, seen } from '../../around.ts';
import { frame } from '../frame.ts';

const text = seen(helpLines('pods', pageOf(200)));

test.each(KEYS.map((row) => [row.action, row] as const))(
  'names the key for %s once',
  (_, { keys, help: words }) => {
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith(`  ${keys.join(' ')} `) && line.includes(words));
    expect(lines).toHaveLength(1);
  },
);

test.each(COMMANDS.map(({ names }) => [names[0] ?? '']))('names the command :%s', (name) => {
  expect(text).toContain(`:${name}`);
});

test('begins with the keys of the screen on which it was asked for', () => {
  expect(text.split('\n')[0]).toBe('Keys on the screen pods');
});

test('says what every word about stages and checks means', () => {
  for (const word of ['cleared', 'suspect', 'guilty', 'skipped', 'problem', 'notice'])
    expect(text).toContain(word);
});

test('can be scrolled to its end and no further', () => {
  const opened = help.open({ about: 'flow' }, around()).state;
  const press = (state: typeof opened, action: 'bottom' | 'down' | 'top') =>
    help.reduce(state, { type: 'action', action }, around()).state;
  const end = press(opened, 'bottom');
  expect(end.viewer.top).toBeGreaterThan(10);
  expect(press(end, 'down').viewer.top).toBe(end.viewer.top);
  expect(press(end, 'top').viewer.top).toBe(0);
});

test('can be searched', () => {
  const opened = help.open({ about: 'flow' }, around()).state;
  const found = help.reduce(
    opened,
    { type: 'filter', text: 'NO_COLOR' },
    around({ filter: 'NO_COLOR' }),
  ).state;
  expect(frame(help, found, around({ filter: 'NO_COLOR' }))).toMatch(/NO_COLOR[^]*match 1 of 1/);
});
