import type { ContainerSpecEvidence, PodEvidence, Problem } from '../contracts/evidence.ts';
import type { ExecResult } from './cluster/cluster.ts';

interface Where {
  pod: PodEvidence;
  container: ContainerSpecEvidence;
}

const TOO_LONG = /argument list too long/i;
const NO_COMMAND = /executable file not found|no such file or directory|not found in \$PATH/i;
const AGAIN = 'Nothing was changed in the container; run the same command again.';

/** Why an exec gave no answer, as a problem that says what, why and what to do next. */
export function explainExec(result: ExecResult, where: Where): Problem {
  const { outcome, stderr } = result;
  const name = `container ${where.container.name} of pod ${where.pod.name}`;
  switch (outcome.kind) {
    case 'exited':
      return explainExit(outcome.code, stderr, where);
    case 'not-started':
      return explainStart(outcome.message, where);
    case 'refused':
      return {
        code: refusedCode(outcome.status),
        message: outcome.message,
        hint: outcome.hint,
      };
    case 'dropped':
      return {
        code: 'exec-dropped',
        message: `the connection to ${name} broke: ${outcome.message}`,
        hint: AGAIN,
      };
    case 'too-large':
      return {
        code: 'probe-too-large',
        message: `${name} answered more than the probe ever prints, and was cut off`,
        hint: 'Something in the image replaces its shell or tools. Look with: ' + byHand(where, 'sh -c :'),
      };
    case 'timed-out':
      return {
        code: 'exec-timeout',
        message: `${name} did not answer in ${Math.round(result.durationMs / 1000)} s`,
        hint: 'Its CPU limit may be used up, or its node be overloaded. Try --probe estimate, or --probe off.',
      };
    case 'aborted':
      return { code: 'interrupted', message: `${name} was not asked to the end: interrupted` };
  }
}

function explainExit(code: number, stderr: string, where: Where): Problem {
  const said = stderr.trim() === '' ? '' : `: ${firstLine(stderr)}`;
  if (TOO_LONG.test(stderr)) return execImpossible(firstLine(stderr));
  const meaning: Record<number, string> = {
    126: 'a command in the container cannot be executed',
    127: 'a command that the probe needs is not in the container',
    137: 'the probe was killed: its deadline, the memory limit of the container, or the container itself ended',
    143: 'the probe was terminated',
  };
  return {
    code: 'probe-failed',
    message: `the probe in container ${where.container.name} ended with exit code ${code}${
      meaning[code] === undefined ? '' : ` (${meaning[code]})`
    }${said}`,
    hint: `See whether a plain command works: ${byHand(where, 'env')}`,
  };
}

function explainStart(message: string, where: Where): Problem {
  if (TOO_LONG.test(message)) return execImpossible(firstLine(message));
  if (NO_COMMAND.test(message)) return { code: 'command-not-found', message: firstLine(message) };
  return {
    code: 'exec-failed',
    message: `no command can be started in container ${where.container.name}: ${firstLine(message)}`,
    hint: `See what a plain command says: ${byHand(where, 'true')}`,
  };
}

function execImpossible(message: string): Problem {
  return {
    code: 'exec-impossible',
    message: `no command can be started in this container any more: ${message}`,
    hint: 'Its environment fills the limit of the kernel for arguments and environment (execve(2), E2BIG).',
  };
}

function refusedCode(status: number): string {
  return { 401: 'unauthorized', 403: 'forbidden', 404: 'pod-gone' }[status] ?? 'exec-refused';
}

function byHand({ pod, container }: Where, command: string): string {
  return `kubectl exec ${pod.name} -n ${pod.namespace} -c ${container.name} -- ${command}`;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 500) ?? '';
}
