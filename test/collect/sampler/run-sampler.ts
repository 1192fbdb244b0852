import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampling } from '../../../src/collect/sampler/index.ts';
import { parseSample } from '../../../src/collect/sampler/parse/index.ts';
import type { SampleOrder } from '../../../src/collect/sampler/request.ts';
import { buildProbe, type ProbeRequest, type ProbeWay } from '../../../src/collect/probes/index.ts';
import type { SampleEvidence } from '../../../src/contracts/sample-evidence.ts';
import { processesOfGroup } from '../probes/run-probe.ts';

export interface SamplerRun {
  stdout: Buffer;
  stderr: string;
  code: number | null;
  /** Processes of the sampler's process group that are left when it has ended. */
  left: string[];
  evidence: () => SampleEvidence;
}

export const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The shells of this machine that a container may have, each with a folder in which it is `sh`. */
export function localShells(): { name: string; way: ProbeWay; path: string }[] {
  return ['dash', 'bash', 'busybox', 'mksh']
    .filter((name) => spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined)
    .map((name) => ({
      name,
      way: { via: 'sh', executable: 'sh' },
      path: `${folderOf({ sh: name })}:${PATH}`,
    }));
}

/** A folder with just these commands: name, and the program that it stands for. */
export function folderOf(commands: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'envaudit-sampler-'));
  for (const [name, program] of Object.entries(commands)) {
    const path = spawnSync('sh', ['-c', `command -v ${program}`])
      .stdout.toString()
      .trim();
    if (path !== '') symlinkSync(path, join(folder, name));
  }
  return folder;
}

/** Runs the sampler as a container would: behind an audit, in a session of its own. */
export async function runSampler(
  way: ProbeWay,
  environment: Readonly<Record<string, string>>,
  order: Partial<SampleOrder> = {},
  onStart: (group: number, end: () => void) => void = () => undefined,
): Promise<SamplerRun> {
  const whole: SampleOrder = { windowMs: 1500, shared: false, urls: [], requests: 1, ...order };
  const request: ProbeRequest = {
    expected: [],
    mode: 'off',
    budgetMs: 0,
    deadlineSeconds: 200,
    mainPid: 'unknown',
    sample: sampling(whole),
  };
  const { command, stdin } = buildProbe(request, way);
  const start = performance.now();
  const child = spawn(command[0] ?? '', command.slice(1), { env: environment, detached: true });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    if (out.length === 0) child.stdin.write(stdin(request.deadlineSeconds));
    out.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  onStart(child.pid ?? 0, () => {
    child.stdin.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  const roundTripMs = performance.now() - start;
  const stdout = Buffer.concat(out);
  return {
    stdout,
    stderr: Buffer.concat(err).toString(),
    code,
    left: processesOfGroup(child.pid ?? 0).map(({ stat }) => stat),
    evidence: () =>
      parseSample(stdout.subarray(stdout.indexOf('\nend\n') + '\nend\n'.length), whole, roundTripMs),
  };
}
