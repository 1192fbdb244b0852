import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A command that is measured against others. */
export interface Contender {
  name: string;
  command: string[];
  env?: NodeJS.ProcessEnv;
}

export interface Measured {
  name: string;
  /** Wall times in milliseconds, smallest first. */
  wallMs: number[];
  /** Largest resident memory seen, in MiB; Linux only. */
  peakMiB: number | undefined;
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
    stdout: '',
    stderr: '',
  }));
  // The first round warms caches and is not counted.
  for (let round = -1; round < runs; round++) {
    for (const [index, contender] of contenders.entries()) {
      const once = await runOnce(contender);
      const result = results[index]!;
      if (round >= 0) result.wallMs.push(once.wallMs);
      if (once.peakMiB !== undefined) result.peakMiB = Math.max(result.peakMiB ?? 0, once.peakMiB);
      Object.assign(result, { stdout: once.stdout, stderr: once.stderr });
    }
  }
  for (const { wallMs } of results) wallMs.sort((a, b) => a - b);
  return results;
}

/** The middle one of sorted numbers. */
export function median(sorted: number[]): number {
  return sorted[sorted.length >> 1] ?? NaN;
}

interface Once {
  wallMs: number;
  peakMiB: number | undefined;
  stdout: string;
  stderr: string;
}

function runOnce({ name, command: [program, ...args], env }: Contender): Promise<Once> {
  const began = performance.now();
  const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (data: string) => (text[stream] += data));
  }
  let peakMiB: number | undefined;
  const watch = setInterval(() => (peakMiB = peakOf(child.pid!) ?? peakMiB), 25);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const wallMs = performance.now() - began;
      if (code === 0) resolve({ wallMs, peakMiB, ...text });
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
