import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { pods } from './pods.ts';
import { EXECUTABLE } from '../program.ts';
import { envaudit, kubectl, run } from './run.ts';

const namespace = inject('namespace');

describe('what goes wrong', () => {
  test('a pod that is not there: exit code 1, and the names that come near', async () => {
    const { code, stdout, stderr } = await envaudit(['node2', '-n', namespace]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('node2');
    expect(stderr).toContain('node22');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a container that is not there: exit code 1, and the names of those that are', async () => {
    const { code, stderr } = await envaudit(['shell', '-n', namespace, '-c', 'sidecar']);
    expect(code).toBe(1);
    expect(stderr).toContain('main');
  });

  test('no pod with that label: exit code 5', async () => {
    expect((await envaudit(['-l', 'app=none', '-n', namespace])).code).toBe(5);
  });

  test('an unknown flag: exit code 2', async () => {
    const { code, stderr } = await envaudit(['--bogus']);
    expect(code).toBe(2);
    expect(stderr).toContain('bogus');
  });
});

describe('output', () => {
  test('-o name prints what kubectl takes', async () => {
    const { stdout } = await envaudit(['-l', 'app=e2e', '-n', namespace, '-o', 'name', '--no-exec']);
    const names = stdout.trimEnd().split('\n');
    expect(names.toSorted()).toEqual(pods.map(({ name }) => `pod/${name}`).toSorted());
    await expect(kubectl(['get', '-n', namespace, '-o', 'name', ...names])).resolves.toContain('pod/node22');
  });

  test('a report for people in a pipe has no escape sequences', async () => {
    const { code, stdout } = await envaudit(['shell', '-n', namespace]);
    expect(code).toBe(0);
    expect(stdout).toContain('shell');
    expect(stdout).not.toContain('\u001B');
  });

  test.runIf(process.platform === 'linux')('a terminal gets colour, unless NO_COLOR is set', async () => {
    const colored = /\u001B\[[\d;]*m/;
    expect((await onTerminal({})).stdout).toMatch(colored);
    expect((await onTerminal({ NO_COLOR: '1' })).stdout).not.toMatch(colored);
  });

  test('a reader that leaves early is no failure', async () => {
    const child = spawn(EXECUTABLE, ['shell', '-n', namespace, '-o', 'json', '--variables']);
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|^\s+at /m);
  });
});

test('evidence that was saved gives the same report without a cluster', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-e2e-'));
  try {
    const file = `${folder}/evidence.json`;
    const live = await envaudit(['shell', '-n', namespace, '-o', 'json', '--save', file]);
    const again = await envaudit(['report', file, '-o', 'json'], { KUBECONFIG: '/nonexistent' });
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(live.stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Runs the program with a terminal as its stdout. */
function onTerminal(env: NodeJS.ProcessEnv): Promise<{ stdout: string }> {
  const line = `'${EXECUTABLE}' shell -n ${namespace} --no-exec 2>/dev/null`;
  return run('script', ['-qec', line, '/dev/null'], {
    env: { TERM: 'xterm-256color', NO_COLOR: undefined, ...env },
  });
}
