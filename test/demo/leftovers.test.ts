import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { rawText } from '../../scripts/esbuild-plugins/raw-text.ts';
import { createRuntime } from '../../src/demo/containers/runtime.ts';
import { quietSurroundings } from '../../src/demo/containers/surroundings/surroundings.ts';
import { QUIET_NODE } from '../../src/demo/nodes/node-figures.ts';
import { burnsCpu } from '../../src/demo/scenarios/burns-cpu.ts';
import { startDemo } from '../../src/demo/server.ts';
import { container, pod } from '../../src/demo/workloads.ts';
import { exec, execSocket } from './client.ts';

const trial = await createRuntime(true);
const { isolated } = trial;
await trial.close();

const quiet = quietSurroundings(QUIET_NODE, { namespace: 'x', podAddress: '10.244.0.9' });

/** Processes whose environment has the mark; zombies have none. */
function marked(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`).includes(mark);
    } catch {
      return false;
    }
  });
}

function readlink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

// A folder of its own for the temporary ones: other tests make some at the same time.
const temporary = mkdtempSync(join(tmpdir(), 'envaudit-leftovers-'));
process.env['TMPDIR'] = temporary;
afterAll(() => rmdirSync(temporary));
test.skipIf(process.platform !== 'linux').each([true, false])(
  'close ends every process and leaves no folder (namespaces: %s)',
  async (namespaceIsolation) => {
    const mark = randomUUID();
    const setup = container({ environment: { PATH: '/usr/bin:/bin', MARK: mark } });
    const extra = { objects: [pod({ namespace: 'x', name: 'a' })], containers: { 'x/a/app': setup } };
    const demo = await startDemo({ scenarios: [], extras: [extra], namespaceIsolation });
    const socket = execSocket(demo, {
      pod: 'x/a',
      command: ['sh', '-c', 'sleep 1000 & echo started; sleep 1000'],
    });
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      socket.on('message', (message: Buffer) => message.includes('started') && resolve());
    });
    expect(marked(mark).length).toBeGreaterThanOrEqual(2);
    await demo.close();
    // What was killed may take a moment to be gone.
    await expect.poll(() => marked(mark)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  },
);

test.skipIf(!isolated)(
  'close ends the applications of scenarios, and what is simulated around them',
  async () => {
    const demo = await startDemo({ scenarios: [burnsCpu] });
    const { namespace, pod: name } = burnsCpu;
    const { stdout } = await exec(demo, {
      pod: `${namespace}/${name}`,
      command: ['readlink', '/proc/self/ns/user'],
    });
    const own = stdout.toString().trim();
    const inside = (): string[] =>
      readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && readlink(`/proc/${pid}/ns/user`) === own);
    expect(inside().length).toBeGreaterThanOrEqual(2);
    await demo.close();
    await expect.poll(inside, { timeout: 60_000 }).toEqual([]);
  },
);

test.skipIf(!isolated).each([
  [
    'for want of its program',
    { main: ['no-such-program'] },
    /the main process did not start: unshare: failed to execute no-such-program/,
  ],
  [
    'for want of what is around it',
    { surroundings: { ...quiet, host: undefined as never } },
    // No text of the program.
    /nothing is around the container: Cannot (read|destructure)[^\n]*$/,
  ],
])('what cannot be started %s says so, and leaves nothing', async (_, broken, message) => {
  const mark = randomUUID();
  const setup = { ...container({ environment: { PATH: '/usr/bin:/bin', MARK: mark } }), ...broken };
  const extra = { objects: [pod({ namespace: 'x', name: 'a' })], containers: { 'x/a/app': setup } };
  const demo = await startDemo({ scenarios: [], extras: [extra] });
  const { status } = await exec(demo, { pod: 'x/a', command: ['true'] });
  expect(status).toMatchObject({
    reason: 'InternalError',
    message: expect.stringMatching(message) as string,
  });
  await expect.poll(() => marked(mark)).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
  await demo.close();
});

test.skipIf(!isolated)('what is being started when the cluster is closed leaves nothing', async () => {
  const mark = randomUUID();
  const setup = container({ environment: { PATH: '/usr/bin:/bin', MARK: mark } });
  const runtime = await createRuntime(true);
  const [command] = await Promise.allSettled([runtime.exec(setup, ['sleep', '1000']), runtime.close()]);
  expect(command).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
  await expect(runtime.exec(setup, ['true'])).rejects.toThrow('aborted');
  await expect.poll(() => marked(mark)).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});

test.skipIf(!isolated)('containers end when the server is killed', async () => {
  const mark = randomUUID();
  const { outputFiles } = await build({
    entryPoints: [new URL('server-that-is-killed.ts', import.meta.url).pathname],
    plugins: [rawText],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const server = spawn(process.execPath, ['--input-type=module', '-', mark], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  server.stdin.end(outputFiles[0]?.contents);
  await once(server.stdout, 'data');
  expect(marked(mark).length).toBeGreaterThanOrEqual(1);
  server.kill('SIGKILL');
  await expect.poll(() => marked(mark), { timeout: 60_000 }).toEqual([]);
});
