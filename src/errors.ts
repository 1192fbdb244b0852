import type { Problem } from './contracts/evidence.ts';

/** Exit codes, documented in `--help` and the README; scripts rely on them. */
export const EXIT = {
  ok: 0,
  error: 1,
  usage: 2,
  findings: 3,
  incomplete: 4,
  nothing: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * A failure that a person can act on: what happened (`message`), what to do next (`hint`), and a stable `code`
 * for machines. Everything else that escapes is a bug of ours.
 */
export class EnvauditError extends Error {
  override name = 'EnvauditError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(
    code: string,
    message: string,
    options: { hint?: string | undefined; exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.error;
  }
}

/** What is wrong with the words of a command line; without a hint the help of the verb is named (`commands/fail.ts`). */
export function usage(message: string, hint?: string): EnvauditError {
  return new EnvauditError('usage', message, { hint, exitCode: EXIT.usage });
}

/** An error as data, for evidence and reports. Of foreign errors only the message is taken: see messageOf. */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof EnvauditError)) return { code: 'internal', message: messageOf(error) };
  const { code, message, hint } = error;
  return hint === undefined ? { code, message } : { code, message, hint };
}

/**
 * The message of a foreign error and nothing else. Errors of HTTP and WebSocket clients carry their TLS agent,
 * and with it the kubeconfig's private key: they must never be inspected or printed whole.
 */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message || error.name;
  return typeof error === 'string' ? error : 'unknown error';
}
