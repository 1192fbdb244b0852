import type {
  ContainerSpecEvidence,
  Known,
  PodEvidence,
  Problem,
  ProbeEvidence,
} from '../contracts/evidence.ts';
import type { SampleEvidence } from '../contracts/sample-evidence.ts';
import { EnvauditError, toProblem } from '../errors.ts';
import type { Cluster, ExecResult } from './cluster/cluster.ts';
import { explainExec } from './explain-exec.ts';
import type { WindowSign } from './sampler/request.ts';
import { attempts, buildProbe, parseProbe, type ProbeRequest, type ProbeWay } from './probes/index.ts';

export interface AskRequest extends Omit<ProbeRequest, 'cpuLimit' | 'mainPid'> {
  cluster: Cluster;
  pod: PodEvidence;
  container: ContainerSpecEvidence;
  signal: AbortSignal | undefined;
  /** Told of the window while it goes on. */
  onWindow?: (sign: WindowSign) => void;
}

/** What one exec tells: each comes as soon as it is there. Neither rejects. */
export interface Answers {
  probe: Promise<Known<ProbeEvidence>>;
  /** Unknown where no window was asked for. */
  sample: Promise<Known<SampleEvidence>>;
}

/** For the way there and back. */
const SLACK_MS = 1000;
const NO_WAY: Problem = { code: 'no-runtime', message: 'there is no way to ask this container' };
const NOT_WATCHED: Problem = { code: 'not-asked', message: 'nobody asked for it' };

/**
 * Asks one container, and watches it afterwards where that is wanted: normally with one exec, as each costs the container
 * CPU, in one with many variables and a small limit seconds of it. Only when the image has no such command the next way is
 * tried: a shell, then the runtimes that need none. Whatever goes wrong becomes an unknown with its reason.
 */
export function askContainer(request: AskRequest): Answers {
  const { pod, container } = request;
  const probe = Promise.withResolvers<Known<ProbeEvidence>>();
  const sample = Promise.withResolvers<Known<SampleEvidence>>();
  const until = performance.now() + request.deadlineSeconds * 1000;
  const fail = (problem: Problem): void => {
    probe.resolve({ known: false, problem });
    sample.resolve({ known: false, problem });
  };
  async function askAll(): Promise<void> {
    let problem = NO_WAY;
    for (const way of attempts(container)) {
      const failed = await askOnce({ request, way, until, onProbe: probe.resolve, onSample: sample.resolve });
      if (failed === undefined) return;
      problem = failed;
      if (problem.code !== 'command-not-found') return fail(problem);
    }
    fail({
      code: 'no-runtime',
      message: `container ${container.name} of pod ${pod.name} has no shell and no runtime that can be asked (${problem.message})`,
      hint: 'The counts come from the Services alone and the costs from the model. That needs no exec.',
    });
  }
  askAll().catch((error: unknown) => {
    probe.reject(error);
    sample.reject(error);
  });
  // Who wants only one of them does not look at the other.
  sample.promise.catch(() => undefined);
  return { probe: probe.promise, sample: sample.promise };
}

interface Attempt {
  request: AskRequest;
  way: ProbeWay;
  /** By performance.now(): then nobody waits any more. */
  until: number;
  onProbe: (answer: Known<ProbeEvidence>) => void;
  onSample: (answer: Known<SampleEvidence>) => void;
}

/** Gives what has come as it comes, and the reason why the rest has not: undefined where all has. */
async function askOnce({ request, way, until, onProbe, onSample }: Attempt): Promise<Problem | undefined> {
  const { cluster, pod, container, signal, onWindow, ...wanted } = request;
  const { sample } = wanted;
  const leftMs = (): number => Math.max(1, until - performance.now());
  const order: ProbeRequest = {
    ...wanted,
    ...(container.cpuLimit === undefined ? {} : { cpuLimit: container.cpuLimit }),
    mainPid: pod.shareProcessNamespace ? 'unknown' : 1,
  };
  const { stdin, ...command } = buildProbe(order, way);
  let began = performance.now();
  const stdout = splitAnswer((answer) => {
    onProbe(read(() => parseProbe(answer, order, performance.now() - began)));
    began = performance.now();
  }, onWindow);
  const result = await cluster.exec({
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    signal,
    ...command,
    timeoutMs: leftMs() + SLACK_MS,
    onStdout: stdout.add,
    stdin: () => {
      // What is asked for is also what the answer is read with.
      order.deadlineSeconds = leftMs() / 1000;
      return stdin(order.deadlineSeconds);
    },
  });
  const { outcome } = result;
  const rest = stdout.rest();
  if (rest === undefined) {
    if (!succeeded(result)) return explain(result, request);
    onProbe(read(() => parseProbe(result.stdout, order, result.durationMs)));
  }
  if (sample === undefined) return NOT_WATCHED;
  if (outcome.kind !== 'exited' || rest === undefined) return explain(result, request);
  // Node.js ends itself with a signal, as it would wait for look-ups: what counts is that the answer is whole.
  const answer = read(() => sample.parse(rest, performance.now() - began));
  if (!answer.known && outcome.code !== 0) return explain(result, request);
  onSample(answer);
  return undefined;
}

/** Hands the probe's answer over as soon as its last line is there; what comes behind it is the sampler's. */
function splitAnswer(
  onProbe: (answer: Buffer) => void,
  onWindow: AskRequest['onWindow'] = () => undefined,
): {
  add: (chunk: Buffer) => void;
  rest: () => Buffer | undefined;
} {
  const END = '\nend\n';
  const chunks: Buffer[] = [];
  const rest: Buffer[] = [];
  const hear = windowSigns(onWindow);
  let tail = Buffer.alloc(0);
  let isThere = false;
  return {
    add(chunk) {
      if (isThere) {
        rest.push(chunk);
        return hear(chunk);
      }
      chunks.push(chunk);
      const last = Buffer.concat([tail, chunk]);
      const at = last.indexOf(END);
      tail = last.subarray(1 - END.length);
      if (at < 0) return;
      isThere = true;
      const behind = last.subarray(at + END.length);
      const all = Buffer.concat(chunks);
      rest.push(behind);
      onProbe(all.subarray(0, all.length - behind.length));
      hear(behind);
    },
    rest: () => (isThere ? Buffer.concat(rest) : undefined),
  };
}

/** Looks for the lines that tell of the window, each once. They are its own: what else is told has no such lines. */
function windowSigns(onWindow: (sign: WindowSign) => void): (chunk: Buffer) => void {
  const waiting = new Map<WindowSign, string>([
    ['begun', '\n@first '],
    ['longer', '\n@longer '],
  ]);
  let tail = '\n';
  return (chunk) => {
    const text = tail + chunk.toString('latin1');
    tail = text.slice(-LONGEST_SIGN);
    for (const [sign, line] of waiting) {
      if (!text.includes(line)) continue;
      waiting.delete(sign);
      onWindow(sign);
    }
  };
}

const LONGEST_SIGN = 9;

function read<T>(parse: () => T): Known<T> {
  try {
    return { known: true, value: parse() };
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    return { known: false, problem: toProblem(error) };
  }
}

function explain(result: ExecResult, { pod, container, sample }: AskRequest): Problem {
  if (result.outcome.kind !== 'timed-out' || sample === undefined)
    return explainExec(result, { pod, container });
  const { name, cpuLimit } = container;
  const why = cpuLimit === undefined ? 'its node is busy' : `its limit of ${cpuLimit} CPU, or a busy node`;
  return {
    code: 'exec-timeout',
    message: `container ${name} did not answer in ${Math.round(result.durationMs / 1000)} s: starting a command in it is slow (${why})`,
    hint: 'A longer --window waits longer; --allow read judges without asking the container.',
  };
}

function succeeded({ outcome }: ExecResult): boolean {
  return outcome.kind === 'exited' && outcome.code === 0;
}
