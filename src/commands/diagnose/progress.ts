import type { DiagnosisPart } from '../../contracts/diagnosis-evidence.ts';
import { STAGES } from '../../contracts/diagnosis.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';
import { timeLeft, timingAfter, type Timing } from '../../present/diagnosis/time-left.ts';
import { waitedFor } from '../../present/diagnosis/waiting.ts';
import { printable } from '../../present/text.ts';

/** What is told of a flow while it runs. */
export interface Progress {
  what: string;
  timing: Timing;
  /** It has a CPU limit. */
  isLimited: boolean;
  /** Parts that have not come yet. */
  waiting: DiagnosisPart[];
  /** Stages to judge, and how many are. */
  stages: number;
  judged: number;
}

/** What is known after an event; the reducer of the progress line. `cpuLimit` in cores. */
export function progressAfter(
  progress: Progress | undefined,
  event: FlowEvent,
  { cpuLimit, elapsedMs }: { cpuLimit: number | undefined; elapsedMs: number },
): Progress | undefined {
  const timing = timingAfter(progress?.timing, event, elapsedMs);
  if (event.type === 'started' && timing !== undefined) {
    const checked = event.stages.filter((stage) => stage !== STAGES.at(-1));
    return {
      what: `${event.pod} (${event.container})`,
      timing,
      isLimited: cpuLimit !== undefined,
      waiting: [...(event.parts ?? [])],
      stages: checked.length,
      judged: 0,
    };
  }
  if (progress === undefined || timing === undefined) return undefined;
  if (event.type === 'part') {
    return { ...progress, waiting: progress.waiting.filter((part) => part !== event.part) };
  }
  return event.type === 'stage' ? { ...progress, judged: progress.judged + 1 } : { ...progress, timing };
}

/** `web-7d64 (web): 7 s left, waiting for the container’s own figures; 2 of 4 stages judged`, cut to the columns. */
export function progressLine(progress: Progress, elapsedMs: number, columns: number): string {
  const { what, timing, waiting, stages, judged } = progress;
  const { ms, atMost, because } = timeLeft(timing, waiting, elapsedMs);
  const left = ms === 0 ? 'any moment now' : `${atMost ? 'at most ' : ''}${Math.ceil(ms / 1000)} s left`;
  const waits =
    because === undefined
      ? `waiting for ${waitedFor(waiting)}`
      : because === 'longer-window'
        ? LONGER
        : slowStart(progress);
  const parts = [left, ...(waiting.length === 0 ? [] : [waits])];
  return printable(`${what}: ${parts.join(', ')}; ${judged} of ${stages} stages judged`, {
    max: columns - 1,
  });
}

const LONGER = 'the window is made longer: it has shown too little';

function slowStart({ isLimited }: Progress): string {
  return `slow to start a command: its ${isLimited ? 'CPU limit' : 'node is busy'}`;
}
