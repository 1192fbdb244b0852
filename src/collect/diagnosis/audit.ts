import type { Evidence, Known, PodEvidence, Problem, ServiceEvidence } from '../../contracts/evidence.ts';
import type { SampleEvidence } from '../../contracts/sample-evidence.ts';
import { askContainer } from '../ask-container.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { collect } from '../collect.ts';
import { sampling } from '../sampler/index.ts';
import { longestWindow, type SampleOrder, type WindowSign } from '../sampler/request.ts';
import type { ServicesByNamespace } from '../services.ts';
import type { Subject } from '../subjects.ts';
import { unknown } from './api.ts';

/**
 * The estimate is given so long. It takes a second as a rule, but 13 s in a container whose CPU limit is used up and whose
 * environment is large: the very one that it matters in.
 */
const AUDIT_SECONDS = 20;
/** Beside the exec: what is read before it. */
const SLACK_MS = 1500;

export interface AuditRequest {
  cluster: Cluster;
  subject: Subject;
  services: Promise<ServicesByNamespace>;
  /** What was left out of the Services. */
  problems: readonly Problem[];
  exec: boolean;
  /** That the container is watched afterwards, by the same exec. */
  sample: Omit<SampleOrder, 'shared'> | undefined;
  expectedLines: (services: Record<string, Known<ServiceEvidence[]>>, pod: PodEvidence) => readonly string[];
  toolVersion: string;
  now: Date;
  signal: AbortSignal | undefined;
  /** Told of the window while it goes on. */
  onWindow: (sign: WindowSign) => void;
}

/** Milliseconds after which an audit that watches has come, or is given up. */
export function patienceMs(sample: Pick<SampleOrder, 'windowMs'> | undefined): number {
  return 1000 * patienceSeconds(sample) + SLACK_MS;
}

/** Seconds after which an exec that audits and watches is given up. */
export function patienceSeconds(sample: Pick<SampleOrder, 'windowMs'> | undefined): number {
  return AUDIT_SECONDS + (sample === undefined ? 0 : longestWindow(sample) / 1000);
}

/**
 * One exec for the audit of a container, in the cheap way (counts, and the cost of its environment as an estimate), and
 * for what it says about itself over the window that follows. Exactly one container is in the audit.
 */
export function auditAndSample(request: AuditRequest): {
  audit: Promise<Evidence>;
  sample: Promise<Known<SampleEvidence>>;
} {
  const { subject, signal, sample } = request;
  const { pod } = subject;
  const patience = patienceSeconds(sample);
  const deadline = AbortSignal.timeout(patienceMs(sample));
  const watched = Promise.withResolvers<Known<SampleEvidence>>();
  const nothing = (): Known<never> =>
    signal?.aborted === true
      ? unknown('interrupted', 'interrupted before the container had answered')
      : unknown('timed-out', `the container did not answer in ${Math.round(patience + SLACK_MS / 1000)} s`);
  const evidence = collect({
    isProgram: undefined,
    ...request,
    subjects: [subject],
    probe: { mode: 'estimate', budgetMs: 0, deadlineSeconds: patience },
    ask(asked) {
      const order =
        sample === undefined ? {} : { sample: sampling({ ...sample, shared: pod.shareProcessNamespace }) };
      const answers = askContainer({ ...asked, ...order, onWindow: request.onWindow });
      // What the deadline ended was not interrupted by anybody.
      watched.resolve(answers.sample.then((seen) => (wasGivenUp(seen) ? nothing() : seen)));
      return answers.probe;
    },
    concurrency: 1,
    onProgress: () => undefined,
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
  });
  const audit = evidence.then((all) =>
    all.containers.length > 0 ? all : { ...all, containers: [{ ...subject, probe: nothing() }] },
  );
  // Where nothing was asked, it is known by then.
  audit.then(() => watched.resolve(notAsked(request) ?? nothing()), watched.reject);
  return { audit, sample: watched.promise };
}

function wasGivenUp(seen: Known<unknown>): boolean {
  return !seen.known && seen.problem.code === 'interrupted';
}

/** Why the container was not asked at all, where that was not to be. */
function notAsked({ subject: { container }, exec }: AuditRequest): Known<never> | undefined {
  if (container.notRunning !== undefined)
    return unknown('not-running', `container ${container.name} is not running: ${container.notRunning}`);
  return exec
    ? undefined
    : unknown('not-asked', 'nothing may be run in the container', 'Allow it with --allow read,exec.');
}
