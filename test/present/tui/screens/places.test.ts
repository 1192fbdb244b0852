import { expect, test } from 'vitest';
import { namespaces } from '../../../../src/present/tui/screens/namespaces.ts';
import type { Message } from '../../../../src/present/tui/screen.ts';
import type { AppEvent } from '../../../../src/present/tui/app/state.ts';
import { appFrame } from '../app-frame.ts';
import { around } from '../around.ts';
import { after, namespaceRow, NOW, started } from '../fake-app.ts';

const namesOf = (...names: string[]): Message => ({
  type: 'namespaces',
  event: { type: 'page', rows: names.map(namespaceRow), done: true },
});
const open = () => namespaces.open({}, around()).state;

test('a namespace that cannot be understood is named beside the others', () => {
  const message = '1 of 3 namespaces cannot be understood and is left out: item 2';
  const link = { state: 'live', problem: { code: 'malformed', message } } as const;
  const told = [namesOf('shop', 'other'), { type: 'link', job: 'namespaces', link } as const].map(
    (each): AppEvent => ({ type: 'job', of: 1, job: 'namespaces', message: each, ended: false, now: NOW }),
  );
  const drawn = appFrame(after(started({ screen: 'namespaces', args: {} }).app, told).app);
  expect(drawn).toContain(message);
  expect(drawn).toMatch(/yes +shop +Active +324d/);
  expect(drawn).toContain('other');
});

test('enter goes to the pods of the namespace', () => {
  const { state } = namespaces.reduce(open(), namesOf('shop'), around());
  const { effects } = namespaces.reduce(state, { type: 'action', action: 'enter' }, around());
  expect(effects).toEqual([{ type: 'go', namespace: 'shop', opens: 'pods' }]);
});
