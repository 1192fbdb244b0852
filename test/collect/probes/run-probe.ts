import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { ProbeEvidence } from '../../../src/contracts/evidence.ts';
import {
  buildProbe,
  parseProbe,
  type ProbeRequest,
  type ProbeWay,
} from '../../../src/collect/probes/index.ts';

export interface ProbeRun {
  stdout: string;
  stderr: string;
  code: number | null;
  /** Processes of the probe's process group that are left when it has ended. */
  left: string[];
  evidence: () => ProbeEvidence;
}

/** A way to ask, with words in front of it: `busybox sh`. */
export interface LocalWay extends ProbeWay {
  argv0?: string[];
}

/**
 * Runs the probe as a container would: with just this environment, as a process group of its own, and with a standard
 * input that is never closed.
 */
export async function runProbe(
  way: LocalWay,
  environment: Readonly<Record<string, string>>,
  request: Partial<ProbeRequest> = {},
  onStart: (group: number, child: ChildProcessWithoutNullStreams) => void = () => undefined,
): Promise<ProbeRun> {
  const whole: ProbeRequest = {
    expected: [],
    mode: 'off',
    budgetMs: 2000,
    deadlineSeconds: 120,
    mainPid: 'unknown',
    ...request,
  };
  const { command, stdin } = buildProbe(whole, way);
  const [program = '', ...args] = [...(way.argv0 ?? [command[0] ?? '']), ...command.slice(1)];
  const start = performance.now();
  const child = spawn(program, args, { env: environment, detached: true });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    if (out.length === 0) child.stdin.write(stdin(whole.deadlineSeconds));
    out.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  onStart(child.pid ?? 0, child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const roundTripMs = performance.now() - start;
  const stdout = Buffer.concat(out);
  return {
    stdout: stdout.toString(),
    stderr: Buffer.concat(err).toString(),
    code,
    left: processesOfGroup(child.pid ?? 0).map(({ stat }) => stat),
    evidence: () => parseProbe(stdout, whole, roundTripMs),
  };
}

/** The shells of this machine that a container may have. */
export function localShells(): LocalWay[] {
  const shells: [string, string[]][] = [
    ['dash', ['dash']],
    ['bash', ['bash']],
    ['busybox', ['busybox', 'sh']],
    ['mksh', ['mksh']],
  ];
  return shells
    .filter(([program]) => spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined)
    .map(([executable, argv0]) => ({ via: 'sh', executable, argv0 }));
}

/** The processes of a group, each with its line of /proc/PID/stat. */
export function processesOfGroup(group: number): { pid: number; stat: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [, , groupOfIt] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return Number(groupOfIt) === group ? [{ pid: Number(pid), stat }] : [];
      } catch {
        return [];
      }
    });
}
