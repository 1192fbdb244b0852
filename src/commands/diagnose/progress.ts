import { patienceSeconds } from '../../collect/diagnosis/audit.ts';
import type { DiagnosisPart } from '../../contracts/diagnosis-evidence.ts';
import { STAGES } from '../../contracts/diagnosis.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';
import { waitedFor } from '../../present/diagnosis/waiting.ts';
import { printable } from '../../present/text.ts';

/** What is told of a flow while it runs. */
export interface Progress {
  what: string;
  expectedMs: number;
  /** After that nothing is waited for. */
  mostMs: number;
  /** It has a CPU limit. */
  isLimited: boolean;
  /** Parts that have not come yet. */
  waiting: DiagnosisPart[];
  /** Stages to judge, and how many are. */
  stages: number;
  judged: number;
}

/** An exec takes half a second as a rule. */
const SLOW_MS = 3000;
const LATE_MS = 1000;

/** What is known beside the events. */
export interface Watched {
  windowMs: number;
  /** In cores. */
  cpuLimit?: number;
}

/** What is known after an event; the reducer of the progress line. */
export function progressAfter(
  progress: Progress | undefined,
  event: FlowEvent,
  { windowMs, cpuLimit }: Watched,
): Progress | undefined {
  if (event.type === 'started') {
    const checked = event.stages.filter((stage) => stage !== STAGES.at(-1));
    return {
      what: `${event.pod} (${event.container})`,
      expectedMs: event.expectedMs,
      mostMs: 1000 * patienceSeconds({ windowMs }),
      isLimited: cpuLimit !== undefined,
      waiting: [...(event.parts ?? [])],
      stages: checked.length,
      judged: 0,
    };
  }
  if (progress === undefined) return undefined;
  if (event.type === 'part') {
    return { ...progress, waiting: progress.waiting.filter((part) => part !== event.part) };
  }
  return event.type === 'stage' ? { ...progress, judged: progress.judged + 1 } : progress;
}

/** `web-7d64 (web): 7 s left, waiting for the container’s own figures; 2 of 4 stages judged`, cut to the columns. */
export function progressLine(progress: Progress, elapsedMs: number, columns: number): string {
  const { what, expectedMs, mostMs, waiting, stages, judged } = progress;
  const isSlow = isSlowToStart(progress, elapsedMs);
  const left = Math.ceil((expectedMs - elapsedMs) / 1000);
  const most = Math.max(1, Math.ceil((mostMs - elapsedMs) / 1000));
  const late = isSlow ? `at most ${most} s left` : 'any moment now';
  const waits = isSlow ? slowStart(progress) : `waiting for ${waitedFor(waiting)}`;
  const parts = [left > 0 ? `${left} s left` : late, ...(waiting.length === 0 ? [] : [waits])];
  return printable(`${what}: ${parts.join(', ')}; ${judged} of ${stages} stages judged`, {
    max: columns - 1,
  });
}

/** The audit is the first command that runs in the container, and the container's own figures come from the second. */
function isSlowToStart({ waiting, expectedMs }: Progress, elapsedMs: number): boolean {
  const isAuditLate = waiting.includes('audit') && elapsedMs > SLOW_MS;
  return isAuditLate || (waiting.includes('sample') && elapsedMs > expectedMs + LATE_MS);
}

function slowStart({ isLimited }: Progress): string {
  return `slow to start a command: its ${isLimited ? 'CPU limit' : 'node is busy'}`;
}
