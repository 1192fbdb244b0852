import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from '../../docs/comparison.schema.json' with { type: 'json' };
import type { Comparison } from '../../src/contracts/comparison.ts';
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { EXIT } from '../../src/errors.ts';
import { closed, validator } from '../contracts/schema.ts';
import { testCluster, type TestCluster } from './run-cli.ts';

const [web, nolinks] = ['web', 'nolinks'].map((id) => scenarios.find((each) => each.id === id)!);
const PAIR = [`pod/${web!.pod}`, `pod/${nolinks!.pod}`];

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await testCluster({ namespaceIsolation: false });
});
afterAll(() => cluster.close());

describe('kubectl envaudit compare', () => {
  test('says as data why one of two pods is slow', async () => {
    const { code, stdout, stderr } = await cluster.run(['compare', ...PAIR, '-n', 'shop', '-o', 'json']);
    expect({ code, stderr }).toEqual({ code: EXIT.ok, stderr: '' });
    const comparison = JSON.parse(stdout) as Comparison;
    expect(validator(closed(schema))(comparison)).toEqual([]);
    expect(comparison.conclusion).toMatch(/^A is worse off\..*Service links are on in A and off in B/);
  });

  test.each([
    ['for people', [], /^A is worse off\.[^]*WHAT EXPLAINS IT/],
    ['as YAML', ['-o', 'yaml'], /^apiVersion: envaudit\/v1\nkind: Comparison\n/],
    ['as Markdown', ['-o', 'markdown'], /^#[^]*\| /],
  ])('says it %s', async (_, output, says) => {
    const { code, stdout } = await cluster.ask(['compare', ...PAIR, '-n', 'shop', '--no-exec', ...output]);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(says);
  });

  test('compares namespaces, and saved evidence with now', async () => {
    const namespaces = await cluster.run(['compare', 'ns/shop', 'ns/staging', '-o', 'json']);
    expect(namespaces.code).toBe(EXIT.ok);
    expect((JSON.parse(namespaces.stdout) as Comparison).differences[0]?.weight).toBe('explains');
    const file = `${cluster.folder}/before.json`;
    await cluster.ask([nolinks!.pod, '-n', 'shop', '--no-exec', '--save', file]);
    const saved = await cluster.ask(['compare', file, PAIR[0]!, '-n', 'shop', '--no-exec', '-o', 'json']);
    expect(saved.code).toBe(EXIT.ok);
    expect((JSON.parse(saved.stdout) as Comparison).conclusion).toMatch(
      /Service links are on in B and off in A/,
    );
  });

  test('compares a namespace with what a scan of it saved', async () => {
    const file = `${cluster.folder}/scan.json`;
    await cluster.ask(['scan', '-n', 'staging', '--save', file]);
    const { code, stdout } = await cluster.ask(['compare', 'ns/shop', file, '-o', 'json']);
    expect(code).toBe(EXIT.ok);
    const comparison = JSON.parse(stdout) as Comparison;
    expect(comparison.b).toMatchObject({ label: `${file} in namespace staging`, namespace: 'staging' });
    expect(comparison.conclusion).toMatch(/^A is worse off/);
    const commands = comparison.differences.flatMap(({ evidence }) => evidence.map(({ command }) => command));
    expect(commands).toContain(`kubectl envaudit report ${file}`);
    const mixed = await cluster.run(['compare', file, 'deploy/web', '-n', 'shop', '--no-exec']);
    expect(mixed.code).toBe(EXIT.usage);
    expect(mixed.stderr).toMatch(/is not evidence of kubectl envaudit: it is an inventory/);
  });

  test.each<[string, string[], number, RegExp[]]>([
    ['a missing side', ['deploy/web'], EXIT.usage, [/the other one is missing/, /--to-context/]],
    [
      'the same target twice',
      ['deploy/web', 'deploy/web'],
      EXIT.usage,
      [/both sides are deploy\/web in namespace shop/],
    ],
    [
      'a context that does not exist',
      ['deploy/web', '--to-context', 'rome'],
      EXIT.error,
      [/B \(deploy\/web\): context "rome" does not exist/, /demo, demo-certificate/],
    ],
    [
      'a target that does not exist',
      ['deploy/web', 'deploy/webb'],
      EXIT.error,
      [/B \(deploy\/webb\)/, /Did you mean deployment\/web/],
    ],
    [
      'a flag that is not one of its own',
      ['deploy/web', 'deploy/orders', '--fail-on', 'low'],
      EXIT.usage,
      [/fail-on/],
    ],
    ['a format that there is not', [...PAIR, '-o', 'sarif'], EXIT.usage, [/unknown output format "sarif"/]],
  ])('refuses %s', async (_, args, code, says) => {
    const result = await cluster.ask(['compare', ...args]);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    for (const pattern of says) expect(result.stderr).toMatch(pattern);
  });

  test('ends with 4 when nodes may not be read, and says so', async () => {
    cluster.demo.setFaults([{ path: '/api/v1/nodes', action: { kind: 'forbidden' } }]);
    const { code, stdout } = await cluster.ask(['compare', ...PAIR, '-n', 'shop', '--no-exec']);
    cluster.demo.setFaults([]);
    expect(code).toBe(EXIT.incomplete);
    expect(stdout).toMatch(/not allowed to get nodes/);
  });

  test('explains itself', async () => {
    const { stdout } = await cluster.run(['compare', '--help']);
    for (const flag of [
      '--to-context',
      '--to-namespace',
      '--to-kubeconfig',
      '--container',
      '--no-exec',
      '--context',
    ]) {
      expect(stdout).toContain(flag);
    }
  });
});
