import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fleet } from '../../src/demo/fleet/index.ts';
import { testCluster, type TestCluster } from './run-cli.ts';

const COMMAND = ['scan', '-A', '-o', 'json'];

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await testCluster({ scenarios: [], fleet });
});
afterAll(() => cluster.close());

test('a slow reader gets a long report in whole', async () => {
  const { child, result } = cluster.start(COMMAND);
  child.stdout?.pause();
  await sleep(3000);
  child.stdout?.resume();
  const { code, stdout } = await result;
  expect(code).toBe(0);
  expect(stdout.length).toBeGreaterThan(100_000);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'ScanReport', incomplete: [] });
});

test('a reader that leaves early is no failure', async () => {
  const { child, result } = cluster.start(COMMAND);
  await once(child.stdout!, 'data');
  child.stdout?.destroy();
  expect(await result).toMatchObject({ code: 0, stderr: '' });
});
