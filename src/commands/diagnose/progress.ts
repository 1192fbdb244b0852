import type { DiagnosisPart } from '../../diagnosis-evidence.ts';
import { STAGES } from '../../diagnosis.ts';
import type { FlowEvent } from '../../flow-events.ts';
import { printable } from '../../present/text.ts';

/** What is told of a flow while it runs. */
export interface Progress {
  what: string;
  expectedMs: number;
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

/** What is known after an event; the reducer of the progress line. */
export function progressAfter(progress: Progress | undefined, event: FlowEvent): Progress | undefined {
  if (event.type === 'started') {
    const checked = event.stages.filter((stage) => stage !== STAGES.at(-1));
    return {
      what: `${event.pod} (${event.container})`,
      expectedMs: event.expectedMs,
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
  const { what, expectedMs, waiting, stages, judged } = progress;
  const left = Math.ceil((expectedMs - elapsedMs) / 1000);
  const parts = [
    left > 0 ? `${left} s left` : 'any moment now',
    ...(waiting.length === 0 ? [] : [`waiting for ${waitedFor(waiting)}`]),
  ];
  return printable(`${what}: ${parts.join(', ')}; ${judged} of ${stages} stages judged`, {
    max: columns - 1,
  });
}

function waitedFor(waiting: readonly DiagnosisPart[]): string {
  const names = BY_PATIENCE.filter((part) => waiting.includes(part)).map((part) => NAMES[part]);
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(' and ');
}
