import { patienceMs } from '../collect/diagnosis/audit.ts';
import { longestWindow, type WindowSign } from '../collect/sampler/request.ts';
import type { Subject } from '../collect/subjects.ts';
import type { StageId } from '../contracts/diagnosis.ts';
import {
  DIAGNOSIS_EVIDENCE_API_VERSION,
  type DiagnosisEvidence,
  type DiagnosisPart,
  type DiagnosisParts,
  type DiagnosisRequest,
} from '../contracts/diagnosis-evidence.ts';
import {
  EVIDENCE_API_VERSION,
  type ClusterEvidence,
  type Evidence,
  type Problem,
} from '../contracts/evidence.ts';
import type { FlowEvent } from '../contracts/flow-events.ts';
import { judging, type Judges } from './judging.ts';
import { interjections } from './interjections.ts';
import { expectedMs, needsOf, partsFor } from './parts.ts';
import { asTheyCome, type Arrival, type Coming } from './settle.ts';

/** What is run: on whom, who looks, and who judges. */
export interface Run {
  subject: Subject;
  cluster: ClusterEvidence;
  stages: readonly StageId[];
  request: DiagnosisRequest;
  toolVersion: string;
  /** When the window begins. */
  now: Date;
  signal: AbortSignal;
  judges: Judges;
  /** Starts looking; what is not wanted comes at once as unknown. */
  start: (parts: ReadonlySet<DiagnosisPart>, onWindow: (sign: WindowSign) => void) => Coming;
  /** When all has come: what has changed by what was seen. The checks before it were told of as it was. */
  again?: (parts: DiagnosisParts) => Promise<Partial<DiagnosisParts>>;
}

/** Looks, and judges what has come as soon as it has. The events are in the order of {@link FlowEvent}. */
export async function* run(flow: Run): AsyncGenerator<FlowEvent> {
  const { subject, stages, request, judges, signal } = flow;
  const { windowMs } = request;
  const wanted = partsFor(stages, judges.rules);
  const signs = interjections<WindowSign>();
  const coming = flow.start(wanted, signs.put);
  // Who leaves early does not care how the rest ends.
  for (const part of Object.values(coming)) part.catch(() => undefined);
  const context = { request, collectedAt: flow.now.toISOString() };
  yield {
    type: 'started',
    target: subject.target,
    namespace: subject.pod.namespace,
    pod: subject.pod.name,
    container: subject.container.name,
    stages: [...stages],
    parts: [...wanted],
    needs: needsOf(stages, judges.rules),
    expectedMs: expectedMs(wanted, { windowMs, canExec: canExec(flow) }),
    mostMs: canExec(flow) ? patienceMs(wanted.has('sample') ? request : undefined) : undefined,
  };
  const arrived = judging(judges, stages, context);
  const parts: Partial<DiagnosisParts> = {};
  const arrivals = asTheyCome(coming, { signal, blind: (problem) => blindAudit(flow, problem) });
  for await (const arrival of signs.among(arrivals)) {
    if (typeof arrival === 'string') {
      yield arrival === 'begun'
        ? { type: 'window', ms: windowMs }
        : { type: 'window', ms: longestWindow(request), longer: true };
      continue;
    }
    Object.assign(parts, { [arrival.part]: arrival.value });
    if (wanted.has(arrival.part)) yield { type: 'part', part: arrival.part, known: isKnown(arrival) };
    yield* arrived(arrival);
  }
  const all = parts as DiagnosisParts;
  const changed = signal.aborted ? {} : ((await flow.again?.(all)) ?? {});
  const evidence = { ...head(flow), ...all, ...changed };
  yield { type: 'finished', diagnosis: judges.diagnose(evidence, stages), evidence };
}

function canExec({ subject, request }: Run): boolean {
  return request.allow.includes('exec') && subject.container.notRunning === undefined;
}

function head({ now, toolVersion, request }: Run): Omit<DiagnosisEvidence, keyof DiagnosisParts> {
  return {
    apiVersion: DIAGNOSIS_EVIDENCE_API_VERSION,
    kind: 'DiagnosisEvidence',
    collectedAt: now.toISOString(),
    tool: { version: toolVersion },
    request,
  };
}

function isKnown(arrival: Arrival): boolean {
  return arrival.part === 'audit'
    ? arrival.value.containers.every(({ probe }) => probe.known)
    : arrival.value.known;
}

/** The audit of a container that nobody could ask. */
function blindAudit({ subject, cluster, now, toolVersion }: Run, problem: Problem): Evidence {
  const unknown = { known: false as const, problem };
  return {
    apiVersion: EVIDENCE_API_VERSION,
    kind: 'Evidence',
    collectedAt: now.toISOString(),
    tool: { version: toolVersion },
    cluster,
    services: { default: unknown, [subject.pod.namespace]: unknown },
    containers: [{ ...subject, probe: unknown }],
    problems: [],
  };
}
