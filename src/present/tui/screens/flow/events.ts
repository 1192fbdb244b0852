import type { Check, CheckedStage } from '../../../../contracts/diagnosis.ts';
import type { FlowEvent } from '../../../../contracts/flow-events.ts';
import { timingAfter } from '../../../diagnosis/time-left.ts';
import { printableReport } from '../../../printable-report.ts';
import {
  CHECKED_STAGES,
  checkKey,
  freshStages,
  worstFirst,
  type FlowState,
  type StageState,
} from './state.ts';

/** The state after an event of the flow. What comes when nothing runs any more changes nothing. */
export function onEvent(before: FlowState, event: FlowEvent, now: number): FlowState {
  if (before.run.status !== 'running') return before;
  const timing = timingAfter(before.run.timing, event, now - before.run.startedAt);
  const run = timing === before.run.timing ? before.run : { ...before.run, timing };
  const state = run === before.run ? before : { ...before, run };
  switch (event.type) {
    case 'window':
      return state;
    case 'started': {
      const { namespace, pod, container, stages, needs = {} } = event;
      return {
        ...state,
        of: { namespace, pod, container },
        stages: freshStages(stages),
        parts: event.parts ?? [],
        needs,
        arrived: [],
      };
    }
    case 'part':
      return state.arrived.includes(event.part)
        ? state
        : { ...state, arrived: [...state.arrived, event.part] };
    case 'check':
      return withStage(state, event.stage, (stage) => withCheck(stage, printableReport(event.check)));
    case 'stage':
      return withReport(state, event.report);
    case 'finished':
      return finishedState(state, event, now - run.startedAt);
  }
}

/** The state when all is known, also from an earlier run. */
export function finishedState(
  state: FlowState,
  { diagnosis, evidence }: Extract<FlowEvent, { type: 'finished' }>,
  tookMs?: number,
): FlowState {
  const { namespace, pod, container } = diagnosis.subject;
  return {
    ...diagnosis.stages.reduce(withReport, state),
    of: { namespace, pod, container },
    run: { status: 'finished', tookMs },
    diagnosis: printableReport(diagnosis),
    evidence,
  };
}

function withReport(state: FlowState, foreign: Parameters<typeof printableReport<StageState['report']>>[0]) {
  const report = printableReport(foreign);
  if (report === undefined) return state;
  return withStage(state, report.stage, () => ({
    asked: report.verdict !== 'skipped',
    checks: worstFirst(report.checks),
    report,
  }));
}

function withStage(
  state: FlowState,
  stage: CheckedStage,
  change: (stage: StageState) => StageState,
): FlowState {
  if (!CHECKED_STAGES.includes(stage)) return state;
  return { ...state, stages: { ...state.stages, [stage]: change(state.stages[stage]) } };
}

/** A check that comes again replaces the earlier one; after its stage was judged it comes too late. */
function withCheck(stage: StageState, check: Check): StageState {
  if (stage.report !== undefined) return stage;
  const others = stage.checks.filter((other) => checkKey(other) !== checkKey(check));
  return { ...stage, checks: worstFirst([...others, check]) };
}
