import { describe, expect, test } from 'vitest';
import { masked } from '../../../src/collect/objects/masked.ts';
import { objectPath } from '../../../src/collect/objects/object-path.ts';

const container = {
  name: 'app',
  env: [
    { name: 'TOKEN', value: 'swordfish' },
    { name: 'EMPTY', value: '' },
    { name: 'REF', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
  ],
  command: ['run', '--password=hunter2', 'as swordfish'],
  args: ['--verbose'],
};

/** All texts in an object. */
function textsIn(object: unknown): string {
  return JSON.stringify(object);
}

describe.each([
  ['a pod', { spec: { containers: [container] } }],
  ['an init container', { spec: { initContainers: [container] } }],
  ['a Deployment', { spec: { template: { spec: { containers: [container] } } } }],
  ['a CronJob', { spec: { jobTemplate: { spec: { template: { spec: { containers: [container] } } } } } }],
])('what is seen of %s', (_name, object) => {
  const seen = textsIn(masked(object));

  test('has no value of a variable, wherever it stands', () => {
    expect(seen).not.toContain('swordfish');
    expect(seen).toContain('{"name":"TOKEN","value":"…"}');
  });

  test('has the names and references, and says that a value is empty', () => {
    expect(seen).toContain('{"name":"EMPTY","value":""}');
    expect(seen).toContain('"secretKeyRef":{"key":"k","name":"s"}');
  });

  test('has no secret of a command line, but the rest of it', () => {
    expect(seen).toContain('"command":["run","--password=…","as …"]');
    expect(seen).toContain('"--verbose"');
  });
});

describe('metadata', () => {
  const metadata = {
    name: 'web',
    managedFields: [{ manager: 'kubectl' }],
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{"spec":"whatever"}',
      'copy.example/of-it': JSON.stringify({ env: [{ name: 'A', value: 'anything' }], keep: 1 }),
      'checksum/config': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      broken: '{"env": [{"value": "swordfish"',
    },
  };
  const seen = masked({ metadata, spec: { containers: [container] } }) as { metadata: typeof metadata };

  test('have no managed fields', () => {
    expect(seen.metadata.managedFields).toBeUndefined();
  });

  test('have no copy of the manifest', () => {
    expect(seen.metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']).toBe('…');
    expect(seen.metadata.annotations['copy.example/of-it']).toBe(
      '{"env":[{"name":"A","value":"…"}],"keep":1}',
    );
    expect(seen.metadata.annotations.broken).not.toContain('swordfish');
  });

  test('keep what is no secret', () => {
    expect(seen.metadata.annotations['checksum/config']).toBe(metadata.annotations['checksum/config']);
  });
});

test('fields are in the order of their names', () => {
  expect(Object.keys(masked({ spec: 1, kind: 2, apiVersion: 3 }) as object)).toEqual([
    'apiVersion',
    'kind',
    'spec',
  ]);
});

test('the words of a run that ended lose their secrets', () => {
  const message = 'FATAL: token: abcdef\nno such user swordfish';
  const pod = { spec: { containers: [container] }, status: { lastState: { terminated: { message } } } };
  expect(textsIn(masked(pod))).toContain('FATAL: token: …\\nno such user …');
});

test.each([
  [{ kind: 'pod', apiVersion: 'v1', namespace: 'shop', name: 'web-1' }, '/api/v1/namespaces/shop/pods/web-1'],
  [
    { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'shop', name: 'web' },
    '/apis/apps/v1/namespaces/shop/deployments/web',
  ],
  [
    { kind: 'cronjob', apiVersion: 'batch/v1beta1', namespace: 'a', name: 'b' },
    '/apis/batch/v1beta1/namespaces/a/cronjobs/b',
  ],
  [{ kind: 'namespace', apiVersion: 'v1', name: 'shop' }, '/api/v1/namespaces/shop'],
  [
    { kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1', namespace: 'a', name: 'b' },
    '/apis/argoproj.io/v1alpha1/namespaces/a/rollouts/b',
  ],
])('%j is read at %s', (of, path) => {
  expect(objectPath(of)).toBe(path);
});

test.each(['../secrets/x', 'a/b', '', 'a?b'])('no object is called %j', (name) => {
  expect(() => objectPath({ kind: 'pod', apiVersion: 'v1', namespace: 'shop', name })).toThrow('no object');
});
