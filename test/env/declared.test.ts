import { describe, expect, test } from 'vitest';
import { declaredVariables } from '../../src/env/declared.ts';

describe('declared variables', () => {
  test('env wins over envFrom, and a later envFrom over an earlier one', () => {
    const { variables } = declaredVariables({
      env: [{ name: 'A', from: 'secretKeyRef', ref: 'db/PASSWORD' }],
      envFrom: [
        { kind: 'configmap', name: 'one', prefix: '', keys: { known: true, value: ['A', 'B'] } },
        { kind: 'secret', name: 'two', prefix: '', keys: { known: true, value: ['B'] } },
      ],
    });
    expect(Object.fromEntries(variables)).toEqual({
      A: { origin: 'declared', source: 'secret/db key PASSWORD' },
      B: { origin: 'env-from', source: 'secret/two' },
    });
  });

  test.each([
    ['value', undefined, 'spec'],
    ['configMapKeyRef', 'app/LEVEL', 'configmap/app key LEVEL'],
    ['fileKeyRef', 'config/app.env key LEVEL', 'file config/app.env key LEVEL'],
    ['fieldRef', 'status.podIP', 'field status.podIP'],
    ['resourceFieldRef', 'limits.cpu', 'field limits.cpu'],
    ['other', undefined, 'spec'],
  ] as const)('a variable from %s with ref %s has the source %s', (from, ref, source) => {
    const env = [{ name: 'X', from, ...(ref === undefined ? {} : { ref }) }];
    expect(declaredVariables({ env, envFrom: [] }).variables.get('X')?.source).toBe(source);
  });

  test('an optional key that is not there declares nothing', () => {
    const ref = { from: 'configMapKeyRef', ref: 'app/KEY' } as const;
    const { variables } = declaredVariables({
      env: [
        { name: 'A', ...ref, optional: true, missing: true },
        { name: 'B', ...ref, optional: true },
        { name: 'C', ...ref, missing: true },
      ],
      envFrom: [],
    });
    expect([...variables.keys()]).toEqual(['B', 'C']);
  });

  test('prefixes come before keys, and unknown keys are a problem, not a guess', () => {
    const problem = { code: 'forbidden', message: 'may not read secret/db' };
    const { variables, unknown } = declaredVariables({
      env: [],
      envFrom: [
        { kind: 'configmap', name: 'app', prefix: 'CFG_', keys: { known: true, value: ['LEVEL'] } },
        { kind: 'secret', name: 'db', prefix: '', keys: { known: false, problem } },
      ],
    });
    expect([...variables.keys()]).toEqual(['CFG_LEVEL']);
    expect(unknown).toEqual([problem]);
  });
});
