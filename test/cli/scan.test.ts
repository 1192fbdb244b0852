import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from '../../docs/scan-report.schema.json' with { type: 'json' };
import { EXIT } from '../../src/errors.ts';
import type { ScanReport } from '../../src/contracts/scan-report.ts';
import { closed, validator } from '../contracts/schema.ts';
import { startCli, testCluster, type TestCluster } from './run-cli.ts';

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await testCluster({ namespaceIsolation: false });
});
afterAll(() => cluster.close());

const scan = (...args: string[]) => cluster.ask(['scan', ...args]);
const start = (...args: string[]) => cluster.run(['scan', ...args]);

describe('kubectl envaudit scan', () => {
  test.each<[string, string[], number, RegExp]>([
    ['finds the damage of a namespace', ['-n', 'shop'], EXIT.ok, /^HIGH {2}namespace shop/],
    ['fails as bad as --fail-on', ['-n', 'shop', '--fail-on', 'high'], EXIT.findings, /^HIGH/],
  ])('%s', async (_, args, code, says) => {
    const { stdout, ...ended } = await start(...args);
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(stdout).toMatch(says);
  });

  test.each<[string, string[], number, RegExp]>([
    ['does not fail below it', ['-n', 'shop', '--fail-on', 'critical'], EXIT.ok, /^HIGH/],
    [
      'tells that a namespace is empty',
      ['-n', 'kube-public'],
      EXIT.nothing,
      /^No workload and no Service in/,
    ],
    [
      'tells that a namespace is not there',
      ['-n', 'shopp'],
      EXIT.nothing,
      /no namespace "shopp"[^]*mean shop\?/,
    ],
    [
      'tells that a selector matches no workload, whatever the Services are',
      ['-n', 'shop', '-l', 'app=nope', '--fail-on', 'low'],
      EXIT.nothing,
      /^No workload with the labels app=nope in namespace shop/,
    ],
    [
      'takes an empty selector for none',
      ['-n', 'shop', '-l', '', '-o', 'name'],
      EXIT.ok,
      /deployment.apps\/web\n/,
    ],
    [
      'lists what is asked for',
      ['-A', '--top', '1', '-o', 'name'],
      EXIT.ok,
      /^-n \w+ deployment.apps\/\w+\n$/,
    ],
  ])('%s', async (_, args, code, says) => {
    const { stdout, ...ended } = await scan(...args);
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(stdout).toMatch(says);
  });

  test('is incomplete where a container that --probe means cannot be asked', async () => {
    cluster.demo.setFaults([{ verb: 'exec', action: { kind: 'forbidden' } }]);
    const ended = await scan('-n', 'shop', '--probe', '1', '-o', 'json');
    cluster.demo.setFaults([]);
    const report = JSON.parse(ended.stdout) as ScanReport;
    expect(ended.code).toBe(EXIT.incomplete);
    expect(report.incomplete.map(({ code }) => code)).toEqual(['forbidden']);
    expect(report.probed?.containers).toHaveLength(1);
  });

  test.each<[string, string[], RegExp]>([
    ['a selector that the API server would refuse', ['-l', 'app=-x'], /unable to parse "app=-x"/],
    ['a key that nobody can sort by', ['--sort-by', 'colour'], /sort-by/],
    ['no number of workloads', ['--top', '0'], /--top must be a whole number/],
    ['a time that is none', ['--stale-after', '1y'], /--stale-after must be a time/],
    [
      'a section of what is always whole',
      ['--show', 'stale', '-o', 'sarif'],
      /--show stale is not for -o sarif[^]* -o wide, name, csv, markdown\.\n/,
    ],
    ['a drain without a node', ['--show', 'drain'], /--node NODE/],
  ])('refuses %s, and asks nobody', async (_, args, says) => {
    const ended = await scan('-n', 'shop', ...args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: EXIT.usage, stdout: '' });
    expect(ended.stderr).toMatch(says);
  });

  test.each(['json', 'yaml', 'sarif', 'junit'])('-o %s has --top workloads at most', async (format) => {
    const [one, all] = [await scan('-A', '-o', format, '--top', '1'), await scan('-A', '-o', format)];
    expect([one.code, all.code]).toEqual([EXIT.ok, EXIT.ok]);
    expect(one.stdout).toContain('gateway');
    expect(one.stdout.length).toBeLessThan(all.stdout.length);
  });

  test('saves what it saw, and report says the same of it without a cluster', async () => {
    const file = `${cluster.folder}/inventory.json`;
    const seen = await start('-A', '-o', 'json', '--save', file);
    expect(seen.code).toBe(EXIT.ok);
    const report = JSON.parse(seen.stdout) as ScanReport;
    expect(validator(closed(schema))(report)).toEqual([]);
    const again = await startCli(['report', file, '-o', 'json'], { KUBECONFIG: '/nonexistent' }).result;
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: EXIT.ok, stderr: '' });
    expect(again.stdout).toBe(seen.stdout);
  });
});
