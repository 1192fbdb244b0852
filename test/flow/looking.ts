import { defineCheck, type CheckRule } from '../../src/analyze/stages/define-check.ts';
import type { WindowSign } from '../../src/collect/sampler/request.ts';
import type { Subject } from '../../src/collect/subjects.ts';
import { STAGES, type CheckedStage, type Diagnosis } from '../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisPart } from '../../src/contracts/diagnosis-evidence.ts';
import type { FlowEvent } from '../../src/contracts/flow-events.ts';
import type { Judges } from '../../src/flow/judging.ts';
import { run, type Run } from '../../src/flow/run.ts';
import type { Coming } from '../../src/flow/settle.ts';
import { healthyEvidence } from '../analyze/stages/healthy-evidence.ts';

/** A container of a pod, as the user's words mean it. */
export function subjectOf(evidence: DiagnosisEvidence = healthyEvidence()): Subject {
  const [only] = evidence.audit.containers;
  if (only === undefined) throw new Error('no container');
  const { target, pod, container } = only;
  return { target, pod, container };
}

/** A check that says which parts it saw. */
export function ruleOf(stage: CheckedStage, id: string, needs: DiagnosisPart[]): CheckRule {
  return defineCheck({
    id,
    stage,
    title: id,
    scope: 'pod',
    needs,
    look: (parts) => ({
      verdict: Object.values(parts).every((part) => !('known' in part) || part.known) ? 'ok' : 'unknown',
      reason: Object.keys(parts).toSorted().join(),
    }),
  });
}

export const RULES: CheckRule[] = [
  ruleOf('host-resources', 'node-conditions', ['node']),
  ruleOf('host-resources', 'cpu-utilisation', ['sample', 'node']),
  ruleOf('app-limits', 'restarts', ['podState']),
  ruleOf('dependency-services', 'connections', ['peers']),
];

function pick(rule: CheckRule, parts: object): object {
  return Object.fromEntries(
    Object.entries(parts).filter(([name]) => rule.needs.includes(name as DiagnosisPart)),
  );
}

/** Judges that count. */
export function judgesOf(rules: readonly CheckRule[] = RULES): Judges {
  return {
    rules,
    judge: (rule, parts, context) => rule.judge(pick(rule, parts) as never, context),
    stageReport: (stage, checks) => ({
      stage,
      question: `${stage}?`,
      verdict: checks.every(({ verdict }) => verdict === 'ok') ? 'cleared' : 'unknown',
      reason: `${checks.length} checks`,
      checks: [...checks],
    }),
    diagnose: (evidence) => ({ collectedAt: evidence.collectedAt }) as Diagnosis,
  };
}

export interface Looking {
  flow: Run;
  /** Lets a part come, or fail. */
  come: (part: DiagnosisPart) => void;
  fail: (part: DiagnosisPart, error: Error) => void;
  comeAll: () => void;
  /** Tells of the window. */
  tell: (sign: WindowSign) => void;
  stop: AbortController;
  /** The parts that were asked for. */
  asked: DiagnosisPart[];
}

/** A flow in which the test says when each part comes. */
export function looking(change: Partial<Run> = {}): Looking {
  const evidence = healthyEvidence();
  const names = ['audit', ...Object.keys(evidence).filter(isPart)] as DiagnosisPart[];
  const waiting = new Map(names.map((name) => [name, Promise.withResolvers<unknown>()]));
  const stop = new AbortController();
  const asked: DiagnosisPart[] = [];
  let onWindow: ((sign: WindowSign) => void) | undefined;
  return {
    tell: (sign) => onWindow?.(sign),
    stop,
    asked,
    come: (part) => waiting.get(part)?.resolve(evidence[part]),
    fail: (part, error) => waiting.get(part)?.reject(error),
    comeAll: () => names.forEach((name) => waiting.get(name)?.resolve(evidence[name])),
    flow: {
      subject: subjectOf(evidence),
      cluster: evidence.audit.cluster,
      stages: STAGES,
      request: evidence.request,
      toolVersion: '0.1.0',
      now: new Date('2026-11-20T14:30:00Z'),
      signal: stop.signal,
      judges: judgesOf(),
      start: (parts, hear) => {
        onWindow = hear;
        asked.push(...parts);
        return Object.fromEntries([...waiting].map(([name, { promise }]) => [name, promise])) as Coming;
      },
      ...change,
    },
  };

  function isPart(key: string): boolean {
    const value: unknown = evidence[key as keyof DiagnosisEvidence];
    return typeof value === 'object' && value !== null && 'known' in value;
  }
}

/** All events of a flow. */
export async function eventsOf(flow: Run): Promise<FlowEvent[]> {
  const events: FlowEvent[] = [];
  for await (const event of run(flow)) events.push(event);
  return events;
}

/** `check node-conditions`: an event in two words. */
export function inWords(event: FlowEvent): string {
  if (event.type === 'part') return `part ${event.part}${event.known ? '' : ' unknown'}`;
  if (event.type === 'check') return `check ${event.check.id}`;
  if (event.type === 'window') return `window ${event.ms}${event.longer ? ' longer' : ''}`;
  return event.type === 'stage' ? `stage ${event.report.stage} ${event.report.verdict}` : event.type;
}
