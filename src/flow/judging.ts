import type { CheckRule } from '../analyze/stages/define-check.ts';
import type { CheckContext } from '../analyze/stages/define-check.ts';
import type { Check, CheckedStage, Diagnosis, StageId, StageReport } from '../contracts/diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisParts } from '../contracts/diagnosis-evidence.ts';
import type { FlowEvent } from '../contracts/flow-events.ts';
import type { Arrival } from './settle.ts';

/** Who judges: `analyze/stages`, or a test. */
export interface Judges {
  rules: readonly CheckRule[];
  judge: (rule: CheckRule, parts: Partial<DiagnosisParts>, context: CheckContext) => Check[];
  stageReport: (stage: CheckedStage, checks: readonly Check[]) => StageReport;
  diagnose: (evidence: DiagnosisEvidence, stages: readonly StageId[]) => Diagnosis;
}

/**
 * Takes the parts as they come and gives the events that follow from each: the checks that have all they need now, and
 * the stages whose checks are all judged. The checks of a stage stand in the order of the rules, whenever they came.
 */
export function judging(
  { rules, judge, stageReport }: Judges,
  stages: readonly StageId[],
  context: CheckContext,
): (arrival: Arrival) => Generator<FlowEvent> {
  const parts: Partial<DiagnosisParts> = {};
  const judged = new Map<CheckRule, Check[]>();
  const wanted = rules.filter(({ stage }) => stages.includes(stage));
  return function* arrived({ part, value }) {
    Object.assign(parts, { [part]: value });
    for (const rule of wanted) {
      if (judged.has(rule) || rule.needs.some((need) => !(need in parts))) continue;
      const { stage } = rule;
      const checks = judge(rule, parts, context);
      judged.set(rule, checks);
      for (const check of checks) yield { type: 'check', stage, check };
      const ofStage = wanted.filter((other) => other.stage === stage);
      if (ofStage.every((other) => judged.has(other))) {
        const all = ofStage.flatMap((other) => judged.get(other) ?? []);
        yield { type: 'stage', report: stageReport(stage, all) };
      }
    }
  };
}
