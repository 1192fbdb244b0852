import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAM } from '../program.ts';
import { testCluster, type TestCluster } from './run-cli.ts';

let folder: string;
let cluster: TestCluster;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'envaudit-streams-'));
  await writeFile(join(folder, 'pod.yaml'), MANIFEST);
  cluster = await testCluster({ scenarios: [] });
});
afterAll(async () => {
  await cluster.close();
  await rm(folder, { recursive: true });
});

const MANIFEST = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: app, image: nginx }] }
`;

/** Through a shell, which sends the streams wherever the test says. */
function run(words: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `"$0" "$@" ${words}`, ...PROGRAM], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
  });
  return { code: status, stdout, stderr };
}

test.skipIf(!existsSync('/dev/full')).each([
  ['--version >/dev/full', 1, /^error: cannot write to standard output: ENOSPC[^\n]*\n$/],
  ['lint -f pod.yaml -o json >/dev/full', 1, /^error: cannot write to standard output: ENOSPC[^\n]*\n$/],
  ['lint --nope 2>/dev/full', 2, /^$/],
  ['--version >/dev/full 2>/dev/full', 1, /^$/],
])('%s ends with %i', (words, code, stderr) => {
  expect(run(words)).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) as string });
});

test('without UTF-8 all that is for people is ASCII, and documents stay as they are', () => {
  const human = run('lint -f pod.yaml', { LC_ALL: 'C' });
  expect(human.code).toBe(3);
  expect(human.stdout + human.stderr).toMatch(/^[\n -~]+$/);
  const json = run('lint -f pod.yaml -o json', { LC_ALL: 'C' });
  expect(json.stdout).toBe(run('lint -f pod.yaml -o json').stdout);
});

test('a word that is nearly a verb is no target before it is looked up, and errors are in the output’s format', async () => {
  const { code, stderr } = await cluster.run(['dignose', 'deploy/web', '-o', 'yaml']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^apiVersion: envaudit\/v1\nkind: Error\ncode: not-found\n/);
  expect(stderr).toContain('unknown command "dignose"; as a target: pods "dignose" not found');
  expect(stderr).toContain('Did you mean this? kubectl envaudit diagnose');
  expect(stderr).not.toContain('deploy');
});

test.each([
  ['report', '-'],
  ['lint', '-f', '-'],
  ['lint', '-f', 'pod.yaml', '--rules', '-'],
])('Ctrl-C while nothing comes on standard input ends with 130: %s %s', async (...args) => {
  const [program = '', ...before] = PROGRAM;
  const child = spawn(program, [...before, ...args], { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // Before our code runs, the system itself would end the process.
  const timer = setTimeout(() => child.kill('SIGINT'), 2500);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  expect({ code, signal, stderr }).toEqual({
    code: 130,
    signal: null,
    stderr: 'error: interrupted before anything was seen\n',
  });
});
