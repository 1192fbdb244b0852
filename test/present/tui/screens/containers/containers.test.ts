import { describe, expect, test } from 'vitest';
import type { Action } from '../../../../../src/present/tui/keys.ts';
import type { Effect } from '../../../../../src/present/tui/screen.ts';
import { containers } from '../../../../../src/present/tui/screens/containers/index.ts';
import { around } from '../../around.ts';
import { frame } from '../frame.ts';

const of = { namespace: 'shop', pod: 'web-7d64' };
const names = ['app', 'istio-proxy', '\u001B[31mred'];

function effectsOf(opens: 'flow' | 'probe', ...actions: Action[]): readonly Effect[] {
  let { state } = containers.open({ of, containers: names, opens }, around());
  let effects: readonly Effect[] = [];
  for (const action of actions)
    ({ state, effects = [] } = containers.reduce(state, { type: 'action', action }, around()));
  return effects;
}

describe('the containers of a pod', () => {
  test.each([
    ['enter opens what was wanted', 'flow', ['enter'], 'flow', 'app'],
    ['also when that was the probe', 'probe', ['enter'], 'probe', 'app'],
    ['the second one can be chosen', 'flow', ['down', 'enter'], 'flow', 'istio-proxy'],
    ['v opens the variables', 'flow', ['environment'], 'environment', 'app'],
    ['p the probe', 'flow', ['down', 'probe'], 'probe', 'istio-proxy'],
  ] as const)('%s', (_, opens, actions, screen, container) => {
    expect(effectsOf(opens, ...actions)).toEqual([
      { type: 'open', screen, args: { of: { ...of, container } } },
    ]);
  });

  test('o asks how it is to be diagnosed', () => {
    expect(effectsOf('flow', 'options')).toEqual([{ type: 'type', text: 'diagnose --window 10s ' }]);
  });

  test('commands are about the one that is selected', () => {
    const { state } = containers.open({ of, containers: names }, around());
    expect(containers.container?.(state)).toEqual({ ...of, container: 'app' });
    expect(containers.command?.(state, around())).toBe('kubectl envaudit diagnose web-7d64 -n shop -c app');
  });

  test('without any, nothing opens', () => {
    const { state } = containers.open({ of }, around());
    expect(containers.reduce(state, { type: 'action', action: 'enter' }, around()).effects).toEqual([]);
    expect(containers.container?.(state)).toBeUndefined();
  });

  test('a hostile name is shown as what it is', () => {
    const { state } = containers.open({ of, containers: names }, around());
    const drawn = frame(containers, state, around());
    expect(drawn).toContain(String.raw`\x1b[31mred`);
    expect(drawn).toContain('3 containers; enter opens the diagnosis of one');
  });
});
