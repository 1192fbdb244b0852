import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { kubectl, ours } from './programs.ts';

/** The cluster that is measured against, and a running pod in it. */
export interface BenchCluster {
  env: NodeJS.ProcessEnv;
  namespace: string;
  pod: string;
  close(): void;
}

/** The cluster of KUBECONFIG, or the embedded one. `target` is NAMESPACE/POD; default: the first running pod. */
export async function benchCluster(target: string | undefined): Promise<BenchCluster> {
  const { env, close } = process.env['KUBECONFIG'] ? { env: {}, close: () => undefined } : await embedded();
  const [namespace, pod] = (target ?? firstRunning(env)).split('/');
  if (!namespace || !pod) throw new Error('--pod takes NAMESPACE/POD');
  return { env, namespace, pod, close };
}

async function embedded(): Promise<{ env: NodeJS.ProcessEnv; close: () => void }> {
  const [program, ...args] = [...ours.bundle, 'demo', '--serve'];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface(child.stdout)) {
    return { env: { KUBECONFIG: line }, close: () => void child.kill() };
  }
  throw new Error('the embedded cluster did not start');
}

function firstRunning(env: NodeJS.ProcessEnv): string {
  const template = '{range .items[*]}{.metadata.namespace}/{.metadata.name}{"\\n"}{end}';
  const args = ['get', 'pods', '-A', '--field-selector=status.phase=Running', '-o', `jsonpath=${template}`];
  return spawnSync(kubectl, args, { env: { ...process.env, ...env }, encoding: 'utf8' }).stdout.split(
    '\n',
  )[0]!;
}
