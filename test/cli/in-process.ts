import { Readable } from 'node:stream';
import { run } from '../../src/commands/index.ts';

export interface InProcessResult {
  code: number;
  stdout: string;
  stderr: string;
  /** Wall time. */
  ms: number;
  /** By how much this process had to grow, beyond the most that it ever was. */
  grownMiB: number;
}

/** Runs a command line in this process: no start, and memory and time of nothing else. */
export async function runInProcess(
  args: readonly string[],
  { env = {}, signal = new AbortController().signal }: { env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<InProcessResult> {
  let stdout = '';
  let stderr = '';
  const most = process.resourceUsage().maxRSS;
  const start = performance.now();
  const code = await run(args, {
    streams: {
      out: (text) => void (stdout += text),
      err: (text) => void (stderr += text),
      progress: () => undefined,
      columns: undefined,
      color: { out: false, err: false },
    },
    env,
    stdin: Readable.from([]),
    signal,
    version: '0.0.0',
  });
  const grownMiB = (process.resourceUsage().maxRSS - most) / 1024;
  return { code, stdout, stderr, ms: performance.now() - start, grownMiB };
}
