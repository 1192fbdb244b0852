import { afterAll, beforeAll, expect, test } from 'vitest';
import { web } from '../../src/demo/scenarios/web.ts';
import { BUNDLE, PROGRAM, type Program } from '../program.ts';
import { startCli, testCluster, type TestCluster } from './run-cli.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await testCluster({ namespaceIsolation: false, scenarios: [web] });
});
afterAll(() => cluster.close());

test.each([
  [['--version']],
  [['scan', '--help']],
  [['dignose']],
  [['--no-such-flag']],
  [[web.pod, '-n', web.namespace, '--no-exec', '-o', 'json']],
  [['scan', '-A', '-o', 'json']],
  [['diagnose', web.pod, '-n', web.namespace, '--window', '2']],
  [['lint', 'test/fixtures/manifests', '-o', 'json']],
  [['report', 'no-such-file.json', '-o', 'json']],
])('%j: the executable and the bundle say the same', async (args) => {
  const said = async (program: Program): Promise<object> => {
    const { code, stdout, stderr } = await startCli(args, { KUBECONFIG: cluster.kubeconfig }, program).result;
    return { code, stdout: stdout.replaceAll(TIME, 'TIME'), stderr };
  };
  expect(await said(PROGRAM)).toEqual(await said(BUNDLE));
});

const TIME = /"\d{4}-\d\d-\d\dT[\d:.]+Z"/g;
