import { EnvauditError, toProblem } from '../../errors.ts';
import type { ContainerSpecEvidence, Known, Problem } from '../../contracts/evidence.ts';
import type { SampleEvidence } from '../../contracts/sample-evidence.ts';
import { explainExec } from '../explain-exec.ts';
import { attempts, type ProbeWay } from '../probes/index.ts';
import { buildSampler } from './build.ts';
import { parseSample } from './parse/index.ts';
import type { SampleOrder, SampleRequest } from './request.ts';
import { checkUrls } from './urls.ts';

export type { SampleRequest } from './request.ts';
export { checkUrls } from './urls.ts';

/**
 * Watches one container for a window, normally with one exec; only where the image has no such command the next way is
 * tried. What goes wrong in the cluster becomes an unknown with its reason.
 *
 * @throws EnvauditError `usage` for URLs that may not be requested.
 */
export async function sampleContainer(request: SampleRequest): Promise<Known<SampleEvidence>> {
  const { pod, container, windowMs, patienceMs, requests } = request;
  const deadline = performance.now() + patienceMs;
  const order: SampleOrder = {
    windowMs,
    shared: pod.shareProcessNamespace,
    urls: request.urls.length === 0 ? [] : checkUrls(request.urls, requests),
    requests,
  };
  let problem: Problem = { code: 'no-runtime', message: 'there is no way to ask this container' };
  for (const way of attempts(container)) {
    const answer = await ask(
      { ...request, patienceMs: Math.max(1, deadline - performance.now()) },
      order,
      way,
    );
    if (answer.known || answer.problem.code !== 'command-not-found') return answer;
    problem = answer.problem;
  }
  return unknown({
    code: 'no-runtime',
    message: `container ${container.name} of pod ${pod.name} has no shell and no runtime that can watch it (${problem.message})`,
    hint: 'What the API server and the kubelet tell is judged without it.',
  });
}

async function ask(
  { cluster, pod, container, patienceMs, signal }: SampleRequest,
  order: SampleOrder,
  way: ProbeWay,
): Promise<Known<SampleEvidence>> {
  const result = await cluster.exec({
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    signal,
    timeoutMs: patienceMs,
    ...buildSampler(order, way),
  });
  if (result.outcome.kind === 'timed-out') return unknown(tooSlow(result.durationMs, container));
  if (result.outcome.kind !== 'exited') return unknown(explainExec(result, { pod, container }));
  try {
    // Node.js ends itself with a signal, as it would wait for look-ups: what counts is that the answer is whole.
    return { known: true, value: parseSample(result.stdout, order, result.durationMs) };
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    return unknown(result.outcome.code === 0 ? toProblem(error) : explainExec(result, { pod, container }));
  }
}

function tooSlow(durationMs: number, { name, cpuLimit }: ContainerSpecEvidence): Problem {
  const why = cpuLimit === undefined ? 'its node is busy' : `its limit of ${cpuLimit} CPU, or a busy node`;
  return {
    code: 'exec-timeout',
    message: `container ${name} did not answer in ${Math.round(durationMs / 1000)} s: starting a command in it is slow (${why})`,
    hint: 'A longer --window waits longer; --allow read judges without asking the container.',
  };
}

function unknown(problem: Problem): Known<never> {
  return { known: false, problem };
}
