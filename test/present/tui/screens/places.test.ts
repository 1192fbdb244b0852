import { expect, test } from 'vitest';
import { namespaces } from '../../../../src/present/tui/screens/namespaces.ts';
import type { Message } from '../../../../src/present/tui/screen.ts';
import { around } from '../around.ts';
import { namespaceRow } from '../fake-app.ts';
import { frame } from './frame.ts';

const namesOf = (...names: string[]): Message => ({
  type: 'namespaces',
  event: { type: 'page', rows: names.map(namespaceRow), done: true },
});
const open = () => namespaces.open({}, around()).state;

test('a namespace that cannot be understood is named beside the others', () => {
  const problem = {
    code: 'malformed',
    message: '1 of 3 namespaces cannot be understood and is left out: item 2',
  };
  const listed = namespaces.reduce(open(), namesOf('shop', 'other'), around()).state;
  const link = { state: 'live', problem } as const;
  const { state } = namespaces.reduce(listed, { type: 'link', job: 'namespaces', link }, around());
  const drawn = frame(namespaces, state, around());
  expect(drawn).toContain(`Error: ${problem.message}`);
  expect(drawn).toMatch(/> yes +shop\n|yes +shop/);
  expect(drawn).toContain('other');
});

test('enter goes to the pods of the namespace', () => {
  const { state } = namespaces.reduce(open(), namesOf('shop'), around());
  const { effects } = namespaces.reduce(state, { type: 'action', action: 'enter' }, around());
  expect(effects).toEqual([{ type: 'go', namespace: 'shop', opens: 'pods' }]);
});
