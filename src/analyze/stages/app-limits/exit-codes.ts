import type { ExitEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { neverBegan } from '../../figures/container/never-began.ts';

/** Numbers of signals on x86 and ARM. https://man7.org/linux/man-pages/man7/signal.7.html */
const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

const CODES: Readonly<Record<number, string>> = {
  0: 'it ended by itself, without an error',
  1: 'an error of the program’s own; also what some container runtimes give when it could not be started',
  2: 'an error of the program’s own: a panic in Go, wrong use of a command in a shell',
  125: 'the container runtime could not start the container',
  126: 'the command was found but could not be executed: no permission, no program, or its arguments and environment are too long',
  127: 'the command was not found, or the interpreter or library that it needs',
  128: 'the container runtime could not start the command',
  255: 'an exit with -1, or the container runtime lost the container, as when the node restarts',
};

const SIGNAL_MEANINGS: Readonly<Record<number, string>> = {
  4: 'the program ran into an illegal instruction',
  6: 'the program gave up by itself (abort, failed assertion)',
  7: 'the program accessed memory that is not there',
  8: 'the program made an impossible calculation',
  11: 'the program accessed memory that is not its own: a fault in it or in a library',
  13: 'the program wrote to a connection that was closed',
  15: 'it was asked to stop: a rollout, a scale-down, an eviction or a failed liveness probe',
};

/** How a run ended, as a clause: `killed by SIGKILL: out of memory …`. */
export function explainExit(exit: Pick<ExitEvidence, 'code' | 'signal' | 'reason' | 'message'>): string {
  const { code, reason } = exit;
  if (neverBegan(exit)) return 'it never ran: the container runtime could not start the program';
  const signal = exit.signal !== undefined && exit.signal > 0 ? exit.signal : signalOf(code);
  if (reason === 'OOMKilled') {
    return code === 137 || signal === 9
      ? 'killed by SIGKILL, because it reached its memory limit'
      : 'a process of it was killed, because the container reached its memory limit';
  }
  if (signal === 9) {
    return 'killed by SIGKILL, not for its memory limit: the kubelet after the grace period or a failed liveness probe, or the node short of memory';
  }
  if (signal !== undefined) {
    const meaning = SIGNAL_MEANINGS[signal];
    return `killed by ${signalName(signal)}${meaning === undefined ? '' : `: ${meaning}`}`;
  }
  return CODES[code] ?? 'an error of the program’s own';
}

/** The signal that an exit code stands for: 128 + n; undefined for others. */
export function signalOf(code: number): number | undefined {
  return Number.isInteger(code) && code > 128 && code <= 128 + 64 ? code - 128 : undefined;
}

/** `SIGTERM`; `signal 40` for what has no name. */
export function signalName(signal: number): string {
  return SIGNALS[signal] ?? `signal ${signal}`;
}
