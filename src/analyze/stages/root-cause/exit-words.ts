import type { ExitEvidence } from '../../../diagnosis-evidence.ts';

const SIGNALS: Readonly<Record<number, string>> = {
  2: 'SIGINT',
  4: 'SIGILL: an instruction that this CPU does not know',
  6: 'SIGABRT: the program gave up by itself',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL: killed from outside',
  11: 'SIGSEGV: it used memory that is not its own',
  15: 'SIGTERM: it was told to stop',
};

/** `exit code 127: the command was not found`. https://tldp.org/LDP/abs/html/exitcodes.html */
export function exitWords({ code, signal, reason }: ExitEvidence): string {
  const number = signal ?? (code > 128 && code < 160 ? code - 128 : undefined);
  const meaning =
    reason === 'OOMKilled'
      ? 'killed for memory (OOMKilled)'
      : code === 0
        ? 'it ended by itself, without an error'
        : code === 126
          ? 'the command could not be executed'
          : code === 127
            ? 'the command was not found'
            : number === undefined
              ? 'the program’s own error'
              : `signal ${number}${SIGNALS[number] === undefined ? '' : `, ${SIGNALS[number]}`}`;
  return `exit code ${code}: ${meaning}`;
}
