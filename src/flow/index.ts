import { tellsStart } from '../analyze/figures/environment/runtime.ts';
import { CHECKS } from '../analyze/stages/checks.ts';
import { diagnose, judge } from '../analyze/stages/index.ts';
import { stageReport } from '../analyze/stages/stage-report.ts';
import type { Cluster } from '../collect/cluster/cluster.ts';
import { startCollecting } from '../collect/diagnosis/index.ts';
import { lookAgain } from '../collect/diagnosis/look-again.ts';
import { withoutArguments } from '../collect/without-arguments.ts';
import type { Subject } from '../collect/subjects.ts';
import type { StageId } from '../contracts/diagnosis.ts';
import type { DiagnosisRequest } from '../contracts/diagnosis-evidence.ts';
import { expectedLinesForPod } from '../env/prediction.ts';
import type { FlowEvent } from '../contracts/flow-events.ts';
import { cancellable } from './cancellable.ts';
import { run } from './run.ts';

/** The documented flow for one container. */
export interface FlowRequest {
  cluster: Cluster;
  subject: Subject;
  stages: readonly StageId[];
  request: DiagnosisRequest;
  toolVersion: string;
  now: () => Date;
  signal: AbortSignal | undefined;
}

/**
 * Looks at a container, its node and its peers, and judges what it sees as it comes. Aborting the signal ends the
 * connections, judges what was seen until then and finishes; leaving the events, or their `return()`, ends the
 * connections at once.
 * @throws what is a bug; what could not be seen is a part that is unknown.
 */
export function runFlow(flow: FlowRequest): AsyncGenerator<FlowEvent> {
  const { cluster, stages, toolVersion } = flow;
  const subject = { ...flow.subject, container: withoutArguments(flow.subject.container, tellsStart) };
  const stop = new AbortController();
  const signal = flow.signal === undefined ? stop.signal : AbortSignal.any([flow.signal, stop.signal]);
  const request = { ...flow.request, stages: [...stages] };
  const now = flow.now();
  const events = run({
    subject,
    cluster: {
      context: cluster.context,
      server: cluster.server,
    },
    stages,
    request,
    toolVersion,
    now,
    signal,
    judges: { rules: CHECKS, judge, stageReport, diagnose },
    start: (parts, onWindow) =>
      startCollecting({
        onWindow,
        cluster,
        subject,
        request,
        parts,
        expectedLines: expectedLinesForPod,
        toolVersion,
        now,
        signal,
      }),
    ...(request.allow.includes('exec')
      ? { again: (parts) => lookAgain({ cluster, subject, signal }, parts) }
      : {}),
  });
  return cancellable(events, stop);
}
