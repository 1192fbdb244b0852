import { EnvauditError, toProblem } from '../errors.ts';
import type { ContainerSpecEvidence, Known, PodEvidence, Problem, ProbeEvidence } from '../contracts/evidence.ts';
import type { Cluster, ExecResult } from './cluster/cluster.ts';
import { explainExec } from './explain-exec.ts';
import { attempts, buildProbe, parseProbe, type ProbeMode, type ProbeWay } from './probes/index.ts';

export interface ProbeContainerRequest {
  cluster: Cluster;
  pod: PodEvidence;
  container: ContainerSpecEvidence;
  /** The predicted `NAME=value` lines to compare with inside the container. */
  expected: readonly string[];
  mode: ProbeMode;
  /** The full loop runs only when its estimate at the CPU limit stays below this many milliseconds. */
  budgetMs: number;
  /** Wall time after which the probe ends itself inside the container. */
  deadlineSeconds: number;
  signal: AbortSignal | undefined;
}

/**
 * Asks one container, normally with one exec. Only when the image has no such command the next way is tried: a shell,
 * then the runtimes that need none. Whatever goes wrong becomes an unknown with its reason.
 */
export async function probeContainer(request: ProbeContainerRequest): Promise<Known<ProbeEvidence>> {
  const { pod, container } = request;
  let problem: Problem = { code: 'no-runtime', message: 'there is no way to ask this container' };
  for (const way of attempts(container)) {
    const answer = await ask(request, way);
    if (answer.known || !missingCommand(answer.problem)) return answer;
    problem = answer.problem;
  }
  return {
    known: false,
    problem: {
      code: 'no-runtime',
      message: `container ${container.name} of pod ${pod.name} has no shell and no runtime that can be asked (${problem.message})`,
      hint: 'The counts come from the Services alone and the costs from the model. That needs no exec.',
    },
  };
}

async function ask(request: ProbeContainerRequest, way: ProbeWay): Promise<Known<ProbeEvidence>> {
  const { cluster, pod, container, signal } = request;
  const probeRequest = {
    expected: request.expected,
    mode: request.mode,
    budgetMs: request.budgetMs,
    deadlineSeconds: request.deadlineSeconds,
    ...(container.cpuLimit === undefined ? {} : { cpuLimit: container.cpuLimit }),
    mainPid: pod.shareProcessNamespace ? ('unknown' as const) : 1,
  };
  const result = await cluster.exec({
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    signal,
    ...buildProbe(probeRequest, way),
  });
  if (!succeeded(result)) return { known: false, problem: explainExec(result, { pod, container }) };
  try {
    return { known: true, value: parseProbe(result.stdout, probeRequest, result.durationMs) };
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    return { known: false, problem: toProblem(error) };
  }
}

function succeeded({ outcome }: ExecResult): boolean {
  return outcome.kind === 'exited' && outcome.code === 0;
}

function missingCommand(problem: Problem): boolean {
  return problem.code === 'command-not-found';
}
