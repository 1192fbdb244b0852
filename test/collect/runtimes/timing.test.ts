import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runtimes } from '../../../src/collect/runtimes/index.ts';
import { localShells, processesOfGroup, runProbe } from '../probes/run-probe.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const LINKS = Object.fromEntries(
  Array.from({ length: 500 }, (_, index) => [`SERVICE_${index}_PORT`, `tcp://10.96.0.${index % 256}:80`]),
);
/** The languages that this machine has, each with its executable. */
const languages = runtimes
  .filter(({ kind }) => kind === 'language')
  .map((runtime) => ({
    ...runtime,
    executable: runtime.id === 'node' ? process.execPath : (runtime.commands[0] ?? ''),
  }))
  .filter(({ executable }) => spawnSync(executable, ['--version'], { stdio: 'ignore' }).error === undefined);

/** Runs a timing program as the probe does: on standard input, with mode, budget, deadline and CPU limit. */
function time(
  { executable, flags, program }: (typeof languages)[number],
  parameters: string[],
  environment: Record<string, string> = LINKS,
): Promise<{ text: string; fields: Map<string, string[]> }> {
  const child = spawn(executable, [...flags, ...parameters], {
    env: { PATH, HOME: '/root', ...environment },
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stdin.end(program);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const text = Buffer.concat(out).toString();
      const fields = new Map<string, string[]>();
      for (const [, key = '', value = ''] of text.matchAll(/^timing-([a-z-]+) (.*)$/gm)) {
        fields.set(key, [...(fields.get(key) ?? []), value]);
      }
      resolve({ text, fields });
    });
  });
}

const RUN = /^\d+(\.\d+)? \d+(\.\d+)?$/;

/** The JDK does not read its program from standard input; it is timed below, as in a container. */
const direct = languages.filter(({ id }) => id !== 'java');

describe.each(direct.map((runtime) => [runtime.id, runtime] as const))('the timing of %s', (_, runtime) => {
  test('measures the loop, and children with a whole and a small environment', async () => {
    const { fields } = await time(runtime, ['auto', '2000', '20000', '0']);
    expect(Number(fields.get('variables')?.[0])).toBeGreaterThanOrEqual(500);
    for (const key of ['loop', 'spawn-inherited', 'spawn-small']) {
      const runs = fields.get(key) ?? [];
      expect([key, runs.length > 0, runs.every((run) => RUN.test(run))]).toEqual([key, true, true]);
    }
  });

  test('only estimates when asked to', async () => {
    const { fields } = await time(runtime, ['estimate', '2000', '20000', '0']);
    expect(fields.get('loop')).toBeUndefined();
    expect(fields.get('spawn-inherited')).toBeUndefined();
  });

  test('prints no value', async () => {
    const { text } = await time(runtime, ['auto', '2000', '20000', '0'], {
      ...LINKS,
      TOKEN: 'correct-horse-battery',
    });
    expect(text).not.toContain('correct-horse');
    expect(text).not.toContain('tcp://');
  });
});

test('Node’s loop is left out where its estimate at the CPU limit is above the budget', async () => {
  const node = languages.find(({ id }) => id === 'node')!;
  const many = Object.fromEntries(Array.from({ length: 8000 }, (_, index) => [`SERVICE_${index}_PORT`, 'x']));
  const { fields } = await time(node, ['auto', '20', '20000', '100'], many);
  expect(fields.get('loop')).toBeUndefined();
  expect(fields.get('loop-skipped')).toEqual(['budget']);
  expect(Number(fields.get('estimate')?.[0])).toBeGreaterThan(2);
});

/** A program that does nothing for a while, in each language. */
const IDLE: Record<string, string[]> = {
  node: ['-e', 'setTimeout(() => {}, 60000)'],
  python: ['-c', 'import time; time.sleep(60)'],
  ruby: ['-e', 'sleep 60'],
  perl: ['-e', 'sleep 60'],
  php: ['-r', 'sleep(60);'],
  java: ['--source', '11', join(import.meta.dirname, '../../fixtures/Idle.java')],
};

describe.each(languages.map(({ id, executable }) => ({ id, executable })))(
  'a container whose main process is $id',
  ({ id, executable }) => {
    test.each(localShells())(
      'is timed in it through $executable, and nothing is left behind',
      async (shell) => {
        const main = spawn(executable, IDLE[id] ?? [], { env: { PATH }, stdio: 'ignore' });
        try {
          await new Promise((resolve) => setTimeout(resolve, 300));
          const run = await runProbe(
            shell,
            { PATH, HOME: '/nonexistent', ...LINKS },
            { mode: 'auto', mainPid: main.pid! },
          );
          expect(run.evidence().timing).toMatchObject({
            known: true,
            value: { runtime: id, loop: expect.any(Array) },
          });
          expect(run.left).toEqual([]);
          expect(run.stdout).not.toContain('tcp://');
        } finally {
          main.kill('SIGKILL');
        }
      },
    );
  },
);

// On a busy machine it may be done before it can be stopped.
test('a runtime that does not end is ended at the deadline', { retry: 2 }, async () => {
  const main = spawn(process.execPath, IDLE['node']!, { env: { PATH }, stdio: 'ignore' });
  // Enough to be busy for a second, so that it is stopped in time.
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`SERVICE_${index}_PORT`, 'x']));
  let stopping: NodeJS.Timeout | undefined;
  try {
    const run = await runProbe(
      { via: 'sh', executable: 'sh' },
      { PATH, HOME: '/nonexistent', ...many },
      { mode: 'auto', mainPid: main.pid!, deadlineSeconds: 2 },
      (group) => (stopping = stop(group)),
    );
    expect(run.evidence().timing).toMatchObject({ known: false, problem: { code: 'timing-deadline' } });
    expect(run.left).toEqual([]);
  } finally {
    clearInterval(stopping);
    main.kill('SIGKILL');
  }
});

test('an image without sleep has no deadline to wait for, and is timed all the same', async () => {
  const tools = mkdtempSync(join(tmpdir(), 'envaudit-tools-'));
  for (const tool of ['sh', 'env', 'awk', 'tr', 'head', 'cat', 'ls', 'wc']) {
    const file = [`/usr/bin/${tool}`, `/bin/${tool}`].find((path) => existsSync(path));
    symlinkSync(file!, join(tools, tool));
  }
  const main = spawn(process.execPath, IDLE['node']!, { env: { PATH }, stdio: 'ignore' });
  try {
    const run = await runProbe(
      { via: 'sh', executable: 'sh' },
      { PATH: tools, HOME: '/nonexistent', ...LINKS },
      { mode: 'auto', mainPid: main.pid! },
    );
    expect(run.evidence().timing).toMatchObject({
      known: true,
      value: { runtime: 'node', loop: expect.any(Array) },
    });
    expect(run.left).toEqual([]);
  } finally {
    main.kill('SIGKILL');
    rmSync(tools, { recursive: true });
  }
});

/** Stops every Node.js of a process group as soon as it is there. */
function stop(group: number): NodeJS.Timeout {
  return setInterval(() => {
    for (const { pid } of processesOfGroup(group)) if (isNode(pid)) process.kill(pid, 'SIGSTOP');
  }, 20);
}

function isNode(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/node');
  } catch {
    return false;
  }
}
