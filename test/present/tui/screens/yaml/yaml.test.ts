import { expect, test } from 'vitest';
import type { ObjectName } from '../../../../../src/present/tui/backend.ts';
import { yaml } from '../../../../../src/present/tui/screens/yaml/index.tsx';
import { around } from '../../around.ts';
import { frame } from '../frame.ts';

const of: ObjectName = { kind: 'deployment', apiVersion: 'apps/v1', namespace: 'shop', name: 'web' };
const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', annotations: { evil: '\u001B[2J\u202E' } },
  spec: { template: { spec: { containers: [{ name: 'app', env: [{ name: 'A', value: '…' }] }] } } },
};
const opened = () => yaml.open({ object: of }, around());

test('asks for the object', () => {
  expect(opened().effects).toEqual([{ type: 'start', job: { kind: 'object', of } }]);
});

test('shows it as kubectl does, says what is hidden, and spells what a terminal would obey', () => {
  const state = yaml.reduce(opened().state, { type: 'object', object }, around()).state;
  expect(frame(yaml, state, around())).toMatchInlineSnapshot(`
    "
    # … hides values of env, copies in annotations and secrets in commands
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      annotations:
        evil: "\\e[2J\\u202e"
    spec:
      template:
        spec:
          containers:
          - name: app
            env:
            - name: A
              value: …




    14 lines
    "
  `);
});

test('finds a text in it', () => {
  const state = yaml.reduce(opened().state, { type: 'object', object }, around()).state;
  const here = around({ filter: 'env' });
  const found = yaml.reduce(state, { type: 'filter', text: 'env' }, here).state;
  expect(frame(yaml, found, here)).toContain('match 1 of 1');
});

test('says why it cannot be read, and asks again', () => {
  const problem = { code: 'forbidden', message: 'not allowed to get deployments', hint: 'Ask for it.' };
  const state = yaml.reduce(opened().state, { type: 'failed', problem }, around()).state;
  expect(frame(yaml, state, around())).toMatch(
    /Error: not allowed to get deployments\n +Ask for it\.\n\nr asks again/,
  );
  expect(yaml.reduce(state, { type: 'action', action: 'refresh' }, around()).effects).toHaveLength(1);
});

test.each<[ObjectName, string]>([
  [of, 'kubectl get deployment web -n shop -o yaml'],
  [{ kind: 'namespace', apiVersion: 'v1', name: 'shop' }, 'kubectl get namespace shop -o yaml'],
  [
    { ...of, kind: 'rollout', apiVersion: 'argoproj.io/v1alpha1' },
    'kubectl get rollout.argoproj.io web -n shop -o yaml',
  ],
])('of %j c copies %s', (shown, command) => {
  expect(yaml.command?.(yaml.open({ object: shown }, around()).state, around())).toBe(command);
});
