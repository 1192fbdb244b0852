import { execFile } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createRuntime } from '../../src/demo/containers/runtime.ts';
import { nolinks } from '../../src/demo/scenarios/nolinks.ts';
import { EXIT } from '../../src/errors.ts';
import type { Report } from '../../src/contracts/report.ts';
import { BUNDLE, PROGRAM } from '../program.ts';
import { startCli, type CliResult, type CliRun } from './run-cli.ts';

const call = promisify(execFile);
const trial = await createRuntime(true);
await trial.close();
const { isolated } = trial;
const hasKubectl = await call('kubectl', ['version', '--client']).then(
  () => true,
  () => false,
);

/** Its application runs in namespaces, with figures and a network around it. */
const WITH_SURROUNDINGS = ['demo', '--scenario', 'slow-dependency', '-o', 'json'];

let [temporary, home] = ['', ''];
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'envaudit-test-'));
  home = await mkdtemp(join(tmpdir(), 'envaudit-test-home-'));
});
afterAll(async () => {
  await rm(temporary, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});
const env = (): NodeJS.ProcessEnv => ({ TMPDIR: temporary });

describe('the demo', () => {
  test.each([
    ['the executable', PROGRAM],
    ['the bundle', BUNDLE],
  ])('of %s looks into its containers, ends, and leaves nothing', async (_, program) => {
    const result = await startCli(WITH_SURROUNDINGS, env(), program).result;
    expectSeen(result);
    expect(await leftovers()).toEqual({ files: [], processes: [] });
  });

  test('runs plain processes where namespaces are not permitted, and says so', async () => {
    const result = await withoutNamespaces(WITH_SURROUNDINGS);
    expectSeen(result);
    expect(result.stderr).toMatch(/No namespaces for containers here \(unshare: .*\)/);
    expect(await leftovers()).toEqual({ files: [], processes: [] });
  });

  test('leaves nothing either when it is interrupted twice', async () => {
    const { child, result } = startCli(WITH_SURROUNDINGS, env());
    await says(child.stderr, '$ kubectl envaudit');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await result).toMatchObject({ code: EXIT.interrupted });
    expect(await leftovers()).toEqual({ files: [], processes: [] });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it at once, and nothing is left', async (signal) => {
    const { child, result } = startCli(WITH_SURROUNDINGS, env());
    await says(child.stderr, '$ kubectl envaudit');
    child.kill(signal);
    expect(await result).toMatchObject({ code: EXIT.interrupted });
    expect(await leftovers()).toEqual({ files: [], processes: [] });
  });
});

describe('demo --serve', () => {
  const pod = [nolinks.pod, '-n', nolinks.namespace];

  test('serves two at once, opens no debugger at SIGUSR1, and ends at SIGTERM', async () => {
    const both = [serve(), serve()];
    const files = await Promise.all(both.map(({ child }) => says(child.stdout, '\n')));
    for (const { child } of both) child.kill('SIGUSR1');
    for (const file of files) {
      const seen = await startCli([...pod, '-o', 'json'], { KUBECONFIG: file.trim() }).result;
      expectSeen(seen);
    }
    for (const { child } of both) child.kill('SIGTERM');
    for (const { result } of both) {
      const { code, stderr } = await result;
      expect(code).toBe(EXIT.interrupted);
      expect(stderr).not.toMatch(/debugger/i);
    }
    expect(await leftovers()).toEqual({ files: [], processes: [] });
  });

  test.skipIf(!hasKubectl)(
    'kubectl runs commands in its containers, and the node there is ours',
    async () => {
      const KUBECONFIG = join(temporary, 'kubeconfig');
      const { child, result } = serve('--kubeconfig', KUBECONFIG);
      await says(child.stdout, '\n');
      const command = ['exec', ...pod, '--', 'node', '-p', '[process.version, 6 * 7]'];
      const kubectl = { PATH: process.env['PATH'], HOME: home, KUBECONFIG };
      const { stdout } = await call('kubectl', command, { env: kubectl });
      expect(stdout).toBe(`[ '${process.version}', 42 ]\n`);
      child.kill('SIGINT');
      expect(await result).toMatchObject({ code: EXIT.interrupted });
      expect(await leftovers()).toEqual({ files: [], processes: [] });
    },
  );
});

function serve(...args: string[]): CliRun {
  const run = startCli(['demo', '--serve', ...args], env());
  onTestFinished(() => void run.child.kill('SIGKILL'));
  return run;
}

test('a port that is in use is said, and the process ends', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  const result = await startCli(['demo', '--serve', '--port', port], env()).result;
  other.close();
  expect(result).toMatchObject({
    code: EXIT.error,
    stderr: expect.stringMatching(/cannot start the embedded cluster: .*in use[^]*another --port/) as string,
  });
  expect(await leftovers()).toEqual({ files: [], processes: [] });
});

test.each([
  ['a port that is none', ['--port', '99999'], EXIT.usage, '--port must be a whole number from 0 to 65535'],
  ['a kubeconfig that is there', ['--kubeconfig', '/etc/passwd'], EXIT.error, 'the kubeconfig /etc/passwd'],
])('%s is said, and the process ends', async (_, args, code, message) => {
  const result = await startCli(['demo', '--serve', ...args], env()).result;
  expect(result).toMatchObject({ code, stderr: expect.stringContaining(message) as string });
  expect(await leftovers()).toEqual({ files: [], processes: [] });
});

test('a temporary folder that cannot be had is said', async () => {
  const { code, stderr } = await startCli(['demo'], { TMPDIR: '/dev/null' }).result;
  expect({ code, stderr }).toEqual({
    code: EXIT.error,
    stderr: expect.stringMatching(/cannot make a temporary folder[^]*TMPDIR/) as string,
  });
});

/** Runs it where the kernel permits no further user namespaces, as in many containers. */
function withoutNamespaces(args: readonly string[]): Promise<CliResult> {
  if (!isolated) return startCli(args, env()).result;
  const script = 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$@"';
  return startCli(args, env(), ['unshare', '--user', '--map-root-user', 'sh', '-c', script, 'sh', ...PROGRAM])
    .result;
}

/** Waits until a stream has had a text, and gives all that it had. */
async function says(stream: Readable | null, wanted: string): Promise<string> {
  let text = '';
  for await (const [chunk] of on(stream!, 'data', { close: ['end'] }) as AsyncIterable<[Buffer]>) {
    text += chunk.toString();
    if (text.includes(wanted)) return text;
  }
  throw new Error(`it never said ${wanted}, but: ${text}`);
}

function expectSeen({ code, stdout, stderr }: CliResult): void {
  expect({ code, stderr: stderr.replaceAll(/^(\$|No namespaces).*|\n/gm, '') }).toEqual({
    code: EXIT.ok,
    stderr: '',
  });
  const [container] = (JSON.parse(stdout) as Report).containers;
  expect(container).toMatchObject({ basis: 'measured', incomplete: [] });
}

/** Files in the temporary folder, and processes that were told of it. */
async function leftovers(): Promise<{ files: string[]; processes: string[] }> {
  const processes = async (): Promise<string[]> => {
    const pids = (await readdir('/proc')).filter(
      (name) => /^\d+$/.test(name) && Number(name) !== process.pid,
    );
    const lines = pids.map(async (pid) => {
      const [environment, line] = await Promise.all(
        ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      return `${environment} ${line}`.includes(temporary) ? String(line) : '';
    });
    return (await Promise.all(lines)).filter((line) => line !== '');
  };
  // What was killed may take a moment to be gone.
  await expect.poll(processes, { timeout: 60_000 }).toEqual([]);
  return { files: await readdir(temporary), processes: await processes() };
}
