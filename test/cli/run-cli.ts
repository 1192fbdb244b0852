import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../src/demo/server.ts';
import { PROGRAM, type Program } from '../program.ts';
import { runInProcess } from './in-process.ts';

export interface CliResult {
  /** Exit code; 128 + n for a signal is never expected here. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliRun {
  child: ChildProcess;
  result: Promise<CliResult>;
}

export interface TestCluster {
  demo: Awaited<ReturnType<typeof startDemo>>;
  /** Path of the kubeconfig file. */
  kubeconfig: string;
  /** A folder for files of the test. */
  folder: string;
  /** Runs the built command line against the cluster: the key rows of each verb, processes and signals. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CliResult>;
  /** What the command line says of the cluster, without the start of a process. */
  ask(args: readonly string[]): Promise<CliResult>;
  start(args: readonly string[], env?: NodeJS.ProcessEnv): CliRun;
  close(): Promise<void>;
}

/** The embedded cluster with the built command line pointed at it. */
export async function testCluster(options: Parameters<typeof startDemo>[0] = {}): Promise<TestCluster> {
  const demo = await startDemo(options);
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-test-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, demo.kubeconfig, { mode: 0o600 });
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): CliRun =>
    startCli(args, { KUBECONFIG: kubeconfig, ...env });
  return {
    demo,
    kubeconfig,
    folder,
    start,
    run: (args, env) => start(args, env).result,
    ask: (args) => runInProcess(args, { env: { ...environment(), KUBECONFIG: kubeconfig } }),
    close: async () => {
      await demo.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the built command line with no more environment than it is given, besides PATH and HOME. */
export function startCli(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  program: Program = PROGRAM,
): CliRun {
  const [file = '', ...before] = program;
  const child = spawn(file, [...before, ...args], {
    env: { ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const result = new Promise<CliResult>((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
  return { child, result };
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: '/nonexistent' };
}
