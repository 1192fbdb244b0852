import { spawn } from 'node:child_process';
import type { Report } from '../../src/contracts/report.ts';
import { EXECUTABLE } from '../program.ts';

/** How a command ended and what it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** kubectl: ENVAUDIT_KUBECTL, or the one on PATH. */
export const kubectlProgram = process.env['ENVAUDIT_KUBECTL'] ?? 'kubectl';

/** Runs the built program. Never throws for how it ended. */
export function envaudit(args: string[], env: NodeJS.ProcessEnv = {}, input?: string): Promise<Ended> {
  return run(EXECUTABLE, args, { env, input });
}

/** The report of the built program, and how it ended. Throws when it did not print one. */
export async function audit(args: string[]): Promise<{ report: Report; ended: Ended }> {
  const ended = await envaudit([...args, '-o', 'json']);
  try {
    return { report: JSON.parse(ended.stdout) as Report, ended };
  } catch {
    throw new Error(`no report; exit code ${ended.code}: ${ended.stderr}`);
  }
}

/** What kubectl printed. Throws with its message when it failed. */
export async function kubectl(args: string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await run(kubectlProgram, args, { input });
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')} exited with ${code}: ${stderr}`);
  return stdout;
}

/** Runs a command to its end. */
export function run(
  command: string,
  args: string[],
  { env = {}, input }: { env?: NodeJS.ProcessEnv; input?: string | undefined } = {},
): Promise<Ended> {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (data: string) => (text[name] += data));
  }
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
  });
}
