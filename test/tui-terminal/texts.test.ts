import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { web } from '../../src/demo/scenarios/web.ts';
import { crashLoop } from '../../src/demo/scenarios/crash-loop.ts';
import { testCluster, type TestCluster } from '../cli/run-cli.ts';
import { PROGRAM } from '../program.ts';
import { cleanEnd, sessionEnd, startSession } from './session.ts';
import { hasTmux, type Tmux } from './tmux.ts';

const isThere = await hasTmux();

let cluster: TestCluster;
let folder: string;
beforeAll(async () => {
  cluster = await testCluster();
  folder = await mkdtemp(path.join(os.tmpdir(), 'envaudit-texts-'));
});
afterAll(async () => {
  await cluster.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts it in a terminal, at the overview. */
async function started(): Promise<Tmux> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cluster.folder, KUBECONFIG: cluster.kubeconfig };
  const tmux = await startSession({ command: PROGRAM, args: '-i -n shop', env });
  await tmux.sees('> ');
  return tmux;
}

async function run(tmux: Tmux, command: string): Promise<void> {
  await tmux.type(`:${command}`);
  await tmux.press('Enter');
}

const POLL = { timeout: 60_000 };
const log = `logs ${web.pod}`;

describe.skipIf(!isThere)('logs, YAML and events in a real terminal', () => {
  test('a log is followed, and Ctrl-C leaves a clean terminal while it is', async () => {
    const tmux = await started();
    await run(tmux, log);
    await tmux.sees(/web runs; follows[^]*listens[^]*request 2 since you look/);
    await tmux.press('C-c');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(130));
  });

  test('of a pod that crashes there is the log of the run before, and what the kubelet tells', async () => {
    const tmux = await started();
    await run(tmux, `logs ${crashLoop.pod} -n platform`);
    await tmux.sees(/ended: exit code 1[^]*argument list too long/);
    await tmux.type('p');
    await tmux.sees(/the run before; that run has ended[^]*argument list too long/);
    await tmux.type('E');
    await tmux.sees(/4 events[^]*BackOff/);
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('the YAML of a pod has no values of variables, and is searched', async () => {
    const tmux = await started();
    await run(tmux, `yaml ${web.pod}`);
    await tmux.sees(/# … hides values of env[^]*kind: Pod[^]*1-18 of \d+ ↓/);
    await tmux.type('/containers:');
    await tmux.press('Enter');
    await tmux.sees(/match 1 of/);
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test('a command that was mistyped is known again', async () => {
    const tmux = await started();
    await run(tmux, 'pdos');
    await tmux.sees('no command "pdos". Did you mean pods?');
    await tmux.type('q');
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(0));
  });

  test.each<[string, number, (tmux: Tmux) => Promise<void>]>([
    ['q', 0, (tmux) => tmux.type('q')],
    ['Ctrl-C', 130, (tmux) => tmux.press('C-c')],
    ['SIGTERM', 130, async (tmux) => void process.kill(await tmux.childPid(), 'SIGTERM')],
    ['SIGHUP', 129, async (tmux) => void process.kill(await tmux.childPid(), 'SIGHUP')],
  ])('after %s the wheel is as it was before', async (name, code, leave) => {
    const file = path.join(folder, `${name}.raw`);
    const tmux = await recorded(file);
    await run(tmux, log);
    await tmux.sees('follows');
    await leave(tmux);
    expect(await sessionEnd(tmux)).toEqual(cleanEnd(code));
    await expect.poll(() => wheel(file), POLL).toEqual(['on', 'back']);
  });

  test('while it is stopped by Ctrl-Z, too', async () => {
    const file = path.join(folder, 'stopped.raw');
    const tmux = await recorded(file);
    await tmux.press('C-z');
    await tmux.sees(/Stopped|Suspended/);
    await expect.poll(() => wheel(file), POLL).toEqual(['on', 'back']);
    await tmux.type('fg');
    await tmux.press('Enter');
    await tmux.sees(/^> +\S/m);
    await tmux.type('q');
    await expect.poll(() => wheel(file), POLL).toEqual(['on', 'back', 'on', 'back']);
    await tmux.close();
  });
});

/** The same, with all that it writes in a file. */
async function recorded(file: string): Promise<Tmux> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cluster.folder, KUBECONFIG: cluster.kubeconfig };
  const tmux = await startSession({ command: ['read', '_;', ...PROGRAM], args: '-i -n shop', env });
  await tmux.record(file);
  await tmux.press('Enter');
  await tmux.sees('> ');
  return tmux;
}

/** When the wheel was made to send arrows, and when it was put back. */
async function wheel(file: string): Promise<string[]> {
  const written = await readFile(file, 'latin1');
  return [...written.matchAll(/\u001B\[\?1007([hr])/g)].map(([, what]) => (what === 'h' ? 'on' : 'back'));
}
