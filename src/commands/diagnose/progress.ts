import type { DiagnosisPart } from '../../diagnosis-evidence.ts';
import { STAGES } from '../../diagnosis.ts';
import type { FlowEvent } from '../../flow-events.ts';
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

const NAMES: Record<DiagnosisPart, string> = {
  sample: 'the container’s own figures',
  audit: 'the audit of its environment',
  peers: 'whom it talks to',
  podState: 'the pod',
  podEvents: 'its events',
  node: 'the node',
  nodeEvents: 'the node’s events',
  nodeStats: 'the kubelet’s figures',
  throttling: 'the node’s throttling',
  metrics: 'the metrics server',
  nodeExporter: 'the node-exporter',
  neighbours: 'the pods beside it',
};
/** What is named first while several are waited for. */
const BY_PATIENCE = Object.keys(NAMES) as DiagnosisPart[];
const NAMED = 2;

/** An exec takes half a second as a rule. */
const SLOW_MS = 3000;

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
      mostMs: 2 * windowMs + 20_000,
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
  return isAuditLate || (waiting.includes('sample') && elapsedMs > expectedMs + SLOW_MS);
}

function slowStart({ isLimited }: Progress): string {
  return `the container is slow to start a command: its ${isLimited ? 'CPU limit' : 'node is busy'}`;
}

function waitedFor(waiting: readonly DiagnosisPart[]): string {
  const names = BY_PATIENCE.filter((part) => waiting.includes(part)).map((part) => NAMES[part]);
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(' and ');
}
