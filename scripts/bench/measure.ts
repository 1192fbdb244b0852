import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A command that is measured against others. */
export interface Contender {
  name: string;
  command: string[];
  env?: NodeJS.ProcessEnv;
  /** Standard output goes to /dev/null. */
  discard?: boolean;
  /** Exit codes that are no failure besides 0. */
  accept?: number[];
}

export interface Measured {
  name: string;
  /** Wall times in milliseconds, smallest first. */
  wallMs: number[];
  /** Largest resident memory seen, in MiB; Linux only. */
  peakMiB: number | undefined;
  /** CPU milliseconds, smallest first; Linux only. Other work on the machine stretches wall time and not these. */
  cpuMs: number[];
  /** What the last run printed. */
  stdout: string;
  stderr: string;
}

/**
 * Runs the commands in turn, so that what else the machine does falls on all of them alike.
 * @throws Error when a command fails: a failure is quick, and would win.
 */
export async function interleave(contenders: Contender[], runs: number): Promise<Measured[]> {
  const results = contenders.map(({ name }): Measured => ({
    name,
    wallMs: [],
    peakMiB: undefined,
    cpuMs: [],
    stdout: '',
    stderr: '',
  }));
  // The first round warms caches and is not counted.
  for (let round = -1; round < runs; round++) {
    for (const [index, contender] of contenders.entries()) {
      const once = await runOnce(contender);
      const result = results[index]!;
      if (round >= 0) {
        result.wallMs.push(once.wallMs);
        if (once.cpuMs !== undefined) result.cpuMs.push(once.cpuMs);
      }
      if (once.peakMiB !== undefined) result.peakMiB = Math.max(result.peakMiB ?? 0, once.peakMiB);
      Object.assign(result, { stdout: once.stdout, stderr: once.stderr });
    }
  }
  for (const { wallMs, cpuMs } of results) for (const times of [wallMs, cpuMs]) times.sort((a, b) => a - b);
  return results;
}

/** The middle one of sorted numbers. */
export function median(sorted: number[]): number {
  return sorted[sorted.length >> 1] ?? NaN;
}

interface Once {
  wallMs: number;
  peakMiB: number | undefined;
  cpuMs: number | undefined;
  stdout: string;
  stderr: string;
}

function runOnce({ name, command, env, discard = false, accept = [] }: Contender): Promise<Once> {
  const [program, ...args] = command;
  const began = performance.now();
  const child = spawn(program!, args, {
    stdio: ['ignore', discard ? 'ignore' : 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (data: string) => (text[stream] += data));
  }
  let peakMiB: number | undefined;
  let cpuMs: number | undefined;
  const watch = setInterval(() => {
    peakMiB = peakOf(child.pid!) ?? peakMiB;
    cpuMs = cpuOf(child.pid!) ?? cpuMs;
  }, 25);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const wallMs = performance.now() - began;
      if (code === 0 || accept.includes(code ?? 1)) resolve({ wallMs, peakMiB, cpuMs, ...text });
      else reject(new Error(`${name} exited with ${code}: ${text.stderr}`));
    });
  });
}

/** VmHWM: the high-water mark of resident memory, https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function peakOf(pid: number): number | undefined {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}

/** utime and stime, in hundredths of a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}
