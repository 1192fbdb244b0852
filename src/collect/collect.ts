import { EnvauditError, toProblem } from '../errors.ts';
import {
  EVIDENCE_API_VERSION,
  type ContainerEvidence,
  type ContainerSpecEvidence,
  type Evidence,
  type Known,
  type PodEvidence,
  type Problem,
  type ProbeEvidence,
  type ServiceEvidence,
} from '../contracts/evidence.ts';
import { askContainer, type AskRequest } from './ask-container.ts';
import type { Cluster } from './cluster/cluster.ts';
import { sourceReader } from './env-from.ts';
import { notRunning } from './not-running.ts';
import { readAgain } from './read-again.ts';
import { runPool } from './pool.ts';
import { probeModes } from './probe-modes.ts';
import type { ProbeMode } from './probes/index.ts';
import type { ServicesByNamespace } from './services.ts';
import type { Subject } from './subjects.ts';
import { withoutArguments } from './without-arguments.ts';

/** Kubelets of real clusters stall beyond some ten execs at once. */
const MOST_PER_NODE = 8;

export interface CollectRequest {
  cluster: Cluster;
  subjects: readonly Subject[];
  /** Problems met while subjects and Services were looked up. */
  problems: readonly Problem[];
  /** The Services of the subjects' namespaces, perhaps still on their way. */
  services: Promise<ServicesByNamespace>;
  /** Ask the containers; false predicts from the API alone. */
  exec: boolean;
  probe: { mode: ProbeMode; budgetMs: number; deadlineSeconds: number };
  /** Asks one container instead of {@link askContainer}: who wants more of the same exec than the audit. */
  ask?: (request: AskRequest) => Promise<Known<ProbeEvidence>>;
  concurrency: number;
  /** The `NAME=value` lines that Services put into a container of this pod: the model, handed in. */
  expectedLines: (services: Record<string, Known<ServiceEvidence[]>>, pod: PodEvidence) => readonly string[];
  /**
   * Whether a path names a program that the judgement knows: no other word of a command line becomes evidence. Undefined
   * where the subjects come without their arguments, and where nothing is saved: then all words are kept.
   */
  isProgram: ((path: string) => boolean) | undefined;
  onProgress: (done: number, running: number) => void;
  toolVersion: string;
  now: Date;
  signal: AbortSignal | undefined;
}

/** Looks at every subject, and never gives up for one that fails. An abort yields what was seen so far. */
export async function collect(request: CollectRequest): Promise<Evidence> {
  const { cluster } = request;
  const services = await request.services;
  const containers = await probeAll(request, services);
  return {
    apiVersion: EVIDENCE_API_VERSION,
    kind: 'Evidence',
    collectedAt: request.now.toISOString(),
    tool: { version: request.toolVersion },
    cluster: {
      context: cluster.context,
      server: cluster.server,
    },
    services,
    containers,
    problems: [...request.problems],
  };
}

async function probeAll(
  request: CollectRequest,
  services: ServicesByNamespace,
): Promise<ContainerEvidence[]> {
  const { subjects, signal } = request;
  const readSources = sourceReader(request.cluster, signal);
  const answers: (ContainerEvidence | undefined)[] = subjects.map(() => undefined);
  const modes = probeModes(subjects, request.probe.mode);
  const told = (container: ContainerSpecEvidence): ContainerSpecEvidence =>
    request.isProgram === undefined ? container : withoutArguments(container, request.isProgram);
  let done = 0;
  let running = 0;
  await runPool({
    items: subjects.map((subject, index) => ({ subject, index, node: subject.pod.node })),
    concurrency: request.concurrency,
    perNode: MOST_PER_NODE,
    signal,
    work: async ({ subject, index }) => {
      request.onProgress(done, ++running);
      const { pod } = subject;
      const container = {
        ...subject.container,
        ...(await readSources(pod.namespace, subject.container)),
      };
      const mode = modes[index] ?? request.probe.mode;
      const probe = await probeSubject(request, services, { pod, container, mode });
      const again = probe.known
        ? undefined
        : await readAgain({ pod, container }, probe.problem, { cluster: request.cluster, signal });
      // What was interrupted was not seen; the run says how many those are.
      if (probe.known || probe.problem.code !== 'interrupted')
        answers[index] = {
          ...subject,
          pod: again?.pod ?? pod,
          container: told(again?.container ?? container),
          probe: again === undefined || probe.known ? probe : happened(probe.problem, again.meanwhile),
        };
      request.onProgress(++done, --running);
    },
  });
  return answers.filter((answer) => answer !== undefined);
}

function happened(problem: Problem, meanwhile: string): Known<never> {
  return { known: false, problem: { ...problem, message: `${problem.message}; ${meanwhile}` } };
}

interface Asked {
  pod: PodEvidence;
  container: ContainerSpecEvidence;
  mode: ProbeMode;
}

async function probeSubject(
  request: CollectRequest,
  services: ServicesByNamespace,
  { pod, container, mode }: Asked,
): Promise<Known<ProbeEvidence>> {
  if (container.notRunning !== undefined) return notRunning(pod, container);
  if (!request.exec)
    return { known: false, problem: { code: 'not-asked', message: 'the container was not asked' } };
  try {
    const { cluster, signal, probe, ask = (asked) => askContainer(asked).probe } = request;
    const expected = request.expectedLines(services, pod);
    return await ask({ cluster, pod, container, expected, signal, ...probe, mode });
  } catch (error) {
    if (error instanceof EnvauditError) return { known: false, problem: toProblem(error) };
    throw error;
  }
}
