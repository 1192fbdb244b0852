import { spawn } from 'node:child_process';
import type { ExecOutcome, ExecRequest, ExecResult } from '../cluster.ts';
import { configFlags, listFlag, switchFlag, type ConfigFlagName, type ConfigFlags } from '../config-flags.ts';
import { boundedBuffer } from '../bounded-buffer.ts';
import { outcomeOfKubectl } from './kubectl-outcome.ts';

const MAX_STDERR = 16 * 1024;

/**
 * Runs a command in a container through kubectl, with the flags that we were started with. It is the kubectl that
 * started us where that says so (from 1.37 on), else the one on PATH; undefined when there is none. Never throws.
 * https://github.com/kubernetes/kubernetes/pull/138694
 */
export async function execWithKubectl({
  flags,
  env,
  request,
  timeoutMs,
}: {
  flags: ConfigFlags;
  env: NodeJS.ProcessEnv;
  request: ExecRequest;
  timeoutMs: number;
}): Promise<ExecResult | undefined> {
  const start = performance.now();
  const child = spawn(env['KUBECTL_PATH'] || 'kubectl', kubectlArguments(flags, request), {
    env,
    stdio: [request.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const { promise, resolve } = Promise.withResolvers<ExecOutcome | undefined>();
  const stdout = boundedBuffer(request.maxBytes);
  const stderr = boundedBuffer(MAX_STDERR);
  // A command that ends without reading all of it is none of our business.
  child.stdin?.on('error', () => {});
  child.stdout?.on('data', (chunk: Buffer) => {
    if (stdout.size() === 0 && request.stdin !== undefined) child.stdin?.write(request.stdin());
    if (!stdout.add(chunk)) resolve({ kind: 'too-large' });
    request.onStdout?.(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => void stderr.add(chunk));
  child.on('error', () => resolve(undefined));
  child.on('close', (code) => resolve(outcomeOfKubectl(code, stderr.bytes().toString('utf8')).outcome));

  const timer = setTimeout(resolve, timeoutMs, { kind: 'timed-out' });
  const abort = (): void => resolve({ kind: 'aborted' });
  request.signal?.addEventListener('abort', abort, { once: true });
  const outcome = await promise;
  clearTimeout(timer);
  request.signal?.removeEventListener('abort', abort);
  child.kill('SIGKILL');
  if (outcome === undefined) return undefined;
  return {
    stdout: stdout.bytes(),
    stderr: outcomeOfKubectl(0, stderr.bytes().toString('utf8')).stderr,
    outcome,
    durationMs: performance.now() - start,
    transport: 'kubectl',
  };
}

/** The argv of kubectl: our connection flags handed on, then the exec itself. */
export function kubectlArguments(flags: ConfigFlags, request: ExecRequest): string[] {
  const names = Object.keys(configFlags) as ConfigFlagName[];
  const connection = names
    .filter((name) => name !== 'namespace')
    .flatMap((name) => {
      if (name === 'disable-compression' || name === 'insecure-skip-tls-verify') {
        return switchFlag(flags, name) ? [`--${name}`] : [];
      }
      return listFlag(flags, name).map((value) => `--${name}=${value}`);
    });
  const { namespace, pod, container, stdin, command } = request;
  return [
    ...connection,
    'exec',
    ...(stdin === undefined ? [] : ['-i']),
    `--namespace=${namespace}`,
    `--container=${container}`,
    `pod/${pod}`,
    '--',
    ...command,
  ];
}
