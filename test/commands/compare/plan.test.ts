import { describe, expect, test } from 'vitest';
import type { CompareOptions } from '../../../src/commands/compare/command.ts';
import { planOf } from '../../../src/commands/compare/plan.ts';
import { EXIT } from '../../../src/errors.ts';

const options = (given: Partial<CompareOptions>): CompareOptions => ({
  output: undefined,
  color: 'auto',
  verbose: false,
  a: 'pod/web-1',
  b: undefined,
  toContext: undefined,
  toNamespace: undefined,
  toKubeconfig: undefined,
  container: undefined,
  exec: true,
  staleAfterMs: 30 * 86_400_000,
  flags: {},
  ...given,
});

describe('what the words mean', () => {
  test.each([
    ['web-1', 'target'],
    ['pod/web-1', 'target'],
    ['deploy/web', 'target'],
    ['pod/before.json', 'target'],
    ['ns/shop', 'namespace'],
    ['namespace/shop', 'namespace'],
    ['Namespaces/shop', 'namespace'],
    ['before.json', 'file'],
    ['./before', 'file'],
    ['/tmp/before', 'file'],
    ['-', 'file'],
  ])('%s is a %s', (typed, kind) => {
    const b = kind === 'namespace' ? 'ns/other' : 'pod/other';
    expect(planOf(options({ a: typed, b })).a).toMatchObject({ kind, typed });
  });

  test('-n holds for both sides, --to-namespace for B', () => {
    const plan = planOf(options({ flags: { namespace: 'shop' }, toNamespace: 'test' }));
    expect(plan).toMatchObject({
      a: { typed: 'pod/web-1', flags: { namespace: 'shop' } },
      b: { typed: 'pod/web-1', flags: { namespace: 'test' } },
      oneCluster: true,
    });
  });

  test('--to-context is another cluster, with the context’s own namespace', () => {
    const plan = planOf(options({ flags: { context: 'a' }, toContext: 'b' }));
    expect(plan).toMatchObject({
      a: { flags: { context: 'a' } },
      b: { typed: 'pod/web-1', flags: { context: 'b' } },
      oneCluster: false,
    });
  });

  test('--to-kubeconfig alone takes that file’s current context', () => {
    const plan = planOf(options({ flags: { context: 'a', kubeconfig: 'x' }, toKubeconfig: 'y' }));
    expect(plan.b).toMatchObject({ flags: { kubeconfig: 'y', context: undefined } });
  });

  test('--to-namespace names the other namespace, too', () => {
    const plan = planOf(options({ a: 'ns/shop', toNamespace: 'test' }));
    expect(plan.b).toMatchObject({
      kind: 'namespace',
      typed: 'namespace/test',
      flags: { namespace: 'test' },
    });
  });
});

describe('wrong usage', () => {
  test.each<[string, Partial<CompareOptions>, RegExp]>([
    ['one side only', {}, /pod\/web-1 is one side, and the other one is missing/],
    ['one file only', { a: 'x.json', toContext: 'b' }, /the other one is missing/],
    ['a namespace against a pod', { a: 'ns/shop', b: 'pod/web-1' }, /not of one kind/],
    ['a file twice', { a: 'x.json', b: 'x.json' }, /both sides are x.json/],
    ['a context for a file', { a: 'pod/x', b: 'x.json', toContext: 'b' }, /x.json is a file/],
    ['a name that no namespace has', { a: 'ns/Shop', b: 'ns/test' }, /"Shop" is not a valid name/],
    ['a path as a namespace', { a: 'ns/..', b: 'ns/test' }, /not a valid name/],
    ['a type without pods', { a: 'configmap/app', b: 'pod/x' }, /resource type "configmap"/],
    [
      'another namespace than the one named',
      { a: 'ns/shop', b: 'ns/test', flags: { namespace: 'x' } },
      /names its namespace itself, and -n another one: x/,
    ],
    [
      'another namespace for B',
      { a: 'ns/shop', b: 'ns/test', toNamespace: 'x' },
      /--to-namespace another one: x/,
    ],
    [
      'one token for two clusters',
      { toContext: 'b', flags: { token: 'secret' } },
      /--token would hold for both clusters/,
    ],
    [
      'one server for two clusters',
      { toKubeconfig: 'b', flags: { server: 'https://x', user: 'y' } },
      /--server and --user/,
    ],
  ])('%s', (_, given, says) => {
    const error = errorOf(() => planOf(options(given)));
    expect(error).toMatchObject({ code: 'usage', exitCode: EXIT.usage });
    expect(String(error)).toMatch(says);
    expect(String(error)).not.toContain('secret');
  });
});

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
