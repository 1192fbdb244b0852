import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../src/demo/workloads.ts';
import type { Diagnosis } from '../../src/contracts/diagnosis.ts';
import { EXIT } from '../../src/errors.ts';
import { until } from '../until.ts';
import { testCluster, type CliRun, type TestCluster } from './run-cli.ts';

const POD = ['diagnose', 'load-0000', '-n', 'load'];

let cluster: TestCluster;

beforeAll(async () => {
  const load = generate({ namespace: 'load', pods: 1, nodes: 1, services: 5 });
  cluster = await testCluster({ namespaceIsolation: false, extras: [load] });
});
afterAll(() => cluster.close());

/** Resolves when both programs run in the container. */
async function asked(from: number): Promise<void> {
  await until(
    () => cluster.demo.requests.slice(from).filter(({ path }) => path.includes('/exec')).length >= 1,
  );
}

function linesOf({ child }: CliRun): () => string[] {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text.split('\n').slice(0, -1);
}

describe('Ctrl-C', () => {
  test('ends the programs in the container, and what was seen until then is judged and printed', async () => {
    const from = cluster.demo.requests.length;
    const run = cluster.start([...POD, '--window', '5m', '-o', 'json']);
    await asked(from);
    // The API has answered by then, or soon.
    setTimeout(() => run.child.kill('SIGINT'), 1000);
    const { code, stdout, stderr } = await run.result;
    expect(code).toBe(EXIT.interrupted);
    expect(stderr).toContain('Interrupted: judged from what was seen until then.');
    const { stages, incomplete } = JSON.parse(stdout) as Diagnosis;
    expect(stages.flatMap(({ checks }) => checks).some(({ verdict }) => verdict === 'ok')).toBe(true);
    expect(incomplete.map(({ code: problem }) => problem)).toContain('interrupted');
  });

  test('before anything was seen says so', async () => {
    cluster.demo.setFaults([{ action: { kind: 'hang' } }]);
    const from = cluster.demo.requests.length;
    const run = cluster.start(POD);
    await until(() => cluster.demo.requests.length > from);
    setTimeout(() => run.child.kill('SIGINT'), 500);
    const { code, stdout, stderr } = await run.result;
    cluster.demo.setFaults([]);
    expect({ code, stdout }).toEqual({ code: EXIT.interrupted, stdout: '' });
    expect(stderr).toContain('interrupted before anything was seen');
  });
});

describe('--watch', () => {
  test('with -o json prints a document for each window, each on a line', async () => {
    const run = cluster.start([...POD, '--window', '1s', '--watch', '-o', 'json']);
    const lines = linesOf(run);
    await until(() => lines().length >= 2);
    run.child.kill('SIGINT');
    const { code, stderr } = await run.result;
    expect({ code, stderr }).toEqual({ code: EXIT.interrupted, stderr: '' });
    const documents = lines().map((line) => JSON.parse(line) as Diagnosis);
    expect(documents.map(({ kind }) => kind)).toEqual(documents.map(() => 'Diagnosis'));
    expect(new Set(documents.map(({ collectedAt }) => collectedAt)).size).toBe(documents.length);
  });

  test('in a pipe prints the first in full, then a line for each verdict that changed', async () => {
    const run = cluster.start([...POD, '--window', '1s', '--watch', '--allow', 'read', '--stages', '1']);
    const lines = linesOf(run);
    await until(() => lines().some((line) => line.startsWith('-v shows all')));
    expect(lines().filter((line) => line.includes(' -> '))).toEqual([]);
    cluster.demo.setFaults([{ path: '/api/v1/nodes/', action: { kind: 'forbidden' } }]);
    const changed = /^\d{4}-\S+Z {2}1 Host resources, .*: ok -> unknown {2}/;
    await until(() => lines().some((line) => changed.test(line)));
    run.child.kill('SIGINT');
    await run.result;
    cluster.demo.setFaults([]);
    expect(lines().filter((line) => line.startsWith('ROOT CAUSE'))).toHaveLength(1);
  });

  test('a target that is gone is told once, and looked up again', async () => {
    const run = cluster.start([...POD, '--window', '1s', '--watch', '--allow', 'read', '-o', 'json']);
    const lines = linesOf(run);
    let talk = '';
    run.child.stderr?.on('data', (chunk: Buffer) => (talk += chunk.toString()));
    await until(() => lines().length >= 1);
    cluster.demo.setFaults([{ path: '/pods/load-0000', action: { kind: 'status', code: 404 } }]);
    await until(() => talk.includes('not found'));
    cluster.demo.setFaults([]);
    const before = lines().length;
    await until(() => lines().length > before);
    run.child.kill('SIGINT');
    expect((await run.result).stderr.match(/error:/g)).toHaveLength(1);
  });
});
