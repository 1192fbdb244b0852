import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import { execCommand, shellLine } from '../../command.ts';

/** A deeper look by hand. */
export interface DeeperTool {
  name: string;
  /** What it answers. */
  answers: string;
  commands: string[];
}

/** What shows the function that uses the CPU, for a runtime. https://nodejs.org/learn/getting-started/profiling */
export function profilers(
  subject: ContainerEvidence,
  runtime: string | undefined,
  pid: number,
): DeeperTool[] {
  const { pod, container } = subject;
  const process = String(pid);
  const forward = (port: string): string =>
    shellLine(['kubectl', 'port-forward', `pod/${pod.name}`, '-n', pod.namespace, port]);
  const debug = shellLine([
    'kubectl',
    'debug',
    pod.name,
    '-n',
    pod.namespace,
    '-it',
    `--target=${container.name}`,
    '--image=IMAGE_WITH_PERF',
    '--',
    'perf',
    'top',
    '-p',
    process,
  ]);
  const byRuntime: Readonly<Record<string, DeeperTool>> = {
    node: {
      name: 'the inspector of Node.js',
      answers: 'which function uses the CPU; SIGUSR1 opens it without a restart, until the process ends',
      commands: [
        execCommand(subject, ['sh', '-c', `kill -USR1 ${process}`]),
        forward('9229'),
        'chrome://inspect, or a second instance with node --cpu-prof',
      ],
    },
    python: {
      name: 'py-spy',
      answers: 'which function uses the CPU',
      commands: [execCommand(subject, ['py-spy', 'top', '--pid', process])],
    },
    java: {
      name: 'jcmd',
      answers: 'which method uses the CPU (JFR), and where threads wait',
      commands: [
        execCommand(subject, ['jcmd', process, 'JFR.start', 'duration=60s', 'filename=/tmp/profile.jfr']),
        execCommand(subject, ['jcmd', process, 'Thread.print']),
      ],
    },
    go: {
      name: 'pprof',
      answers: 'which function uses the CPU, where the program serves net/http/pprof',
      commands: [forward('6060'), 'go tool pprof http://localhost:6060/debug/pprof/profile?seconds=30'],
    },
  };
  const own = byRuntime[runtime ?? ''];
  const perf = {
    name: 'perf',
    answers: 'which function uses the CPU, in native code and the kernel',
    commands: [debug],
  };
  return own === undefined ? [perf] : [own, perf];
}

/** What shows which system calls the process waits in. https://man7.org/linux/man-pages/man1/strace.1.html */
export function tracer(subject: ContainerEvidence, pid: number): DeeperTool {
  return {
    name: 'strace',
    answers: 'what it waits for, and which children it starts, each with its time',
    commands: [execCommand(subject, ['strace', '-f', '-T', '-tt', '-p', String(pid)])],
  };
}
