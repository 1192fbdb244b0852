import type { Cluster } from '../../collect/cluster/cluster.ts';
import type { Subject } from '../../collect/subjects.ts';
import { EnvauditError, EXIT } from '../../errors.ts';
import { runFlow } from '../../flow/index.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';
import type { Context } from '../context.ts';
import type { DiagnosePlan } from './options.ts';
import { progressAfter, progressLine, type Progress } from './progress.ts';

export type Finished = Extract<FlowEvent, { type: 'finished' }>;

/** A second is what people count in; the line is to be right within a quarter of it. */
const REDRAW_MS = 250;

/**
 * Runs the flow once, telling on the terminal what is waited for. After an abort: what was seen until then.
 * @throws EnvauditError `interrupted` when that is nothing.
 */
export async function look(
  { plan, subject, cluster }: { plan: DiagnosePlan; subject: Subject; cluster: Cluster },
  { streams, signal, version }: Context,
): Promise<Finished> {
  const began = performance.now();
  let progress: Progress | undefined;
  const draw = (): void => {
    if (progress === undefined) return;
    streams.progress(progressLine(progress, performance.now() - began, streams.columns ?? 80));
  };
  const timer = setInterval(draw, REDRAW_MS);
  const { stages, request } = plan;
  const { cpuLimit } = subject.container;
  try {
    const events = runFlow({
      cluster,
      subject,
      stages,
      request,
      toolVersion: version,
      now: () => new Date(),
      signal,
    });
    return await lastOf(events, signal, (event) => {
      progress = progressAfter(progress, event, { cpuLimit, elapsedMs: performance.now() - began });
      draw();
    });
  } finally {
    clearInterval(timer);
    streams.progress(undefined);
  }
}

/** Takes the events to the end and gives the last one. */
async function lastOf(
  events: AsyncIterable<FlowEvent>,
  signal: AbortSignal,
  take: (event: FlowEvent) => void,
): Promise<Finished> {
  let seen = 0;
  for await (const event of events) {
    take(event);
    if (event.type === 'part' && event.known) seen += 1;
    if (event.type === 'finished' && (seen > 0 || !signal.aborted)) return event;
  }
  throw new EnvauditError('interrupted', 'interrupted before anything was seen', {
    exitCode: EXIT.interrupted,
  });
}
