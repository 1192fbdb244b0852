import type { Evidence, Known, PodEvidence, Problem, ServiceEvidence } from '../../contracts/evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { collect } from '../collect.ts';
import type { ServicesByNamespace } from '../services.ts';
import type { Subject } from '../subjects.ts';
import { unknown } from './api.ts';

/**
 * The estimate ends itself after this, or after the window where that is longer. It takes a second as a rule, but 13 s
 * in a container whose CPU limit is used up and whose environment is large: the very one that it matters in.
 */
const LEAST_DEADLINE_MS = 18_500;
/** Beside the window. */
const SLACK_MS = 1500;

export interface AuditRequest {
  cluster: Cluster;
  subject: Subject;
  services: Promise<ServicesByNamespace>;
  /** What was left out of the Services. */
  problems: readonly Problem[];
  exec: boolean;
  windowMs: number;
  expectedLines: (services: Record<string, Known<ServiceEvidence[]>>, pod: PodEvidence) => readonly string[];
  toolVersion: string;
  now: Date;
  signal: AbortSignal | undefined;
}

/**
 * The audit of one container, in the cheap way: counts, and the cost of its environment as an estimate. Exactly one
 * container is in the answer; one that did not answer in the time of the window (20 s at least) is not known.
 */
export async function auditOne(request: AuditRequest): Promise<Evidence> {
  const { subject, signal, windowMs } = request;
  const patienceMs = Math.max(windowMs, LEAST_DEADLINE_MS);
  const deadline = AbortSignal.timeout(patienceMs + SLACK_MS);
  const evidence = await collect({
    isProgram: undefined,
    ...request,
    subjects: [subject],
    probe: { mode: 'estimate', budgetMs: 0, deadlineSeconds: Math.ceil(patienceMs / 1000) },
    concurrency: 1,
    onProgress: () => undefined,
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
  });
  if (evidence.containers.length > 0) return evidence;
  const probe =
    signal?.aborted === true
      ? unknown('interrupted', 'interrupted before the container had answered')
      : unknown(
          'timed-out',
          `the container did not answer in ${Math.round((patienceMs + SLACK_MS) / 1000)} s`,
        );
  return { ...evidence, containers: [{ ...subject, probe }] };
}
