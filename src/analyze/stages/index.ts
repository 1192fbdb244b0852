import {
  STAGES,
  type CheckedStage,
  type Check,
  type Diagnosis,
  type StageId,
} from '../../contracts/diagnosis.ts';
import { DIAGNOSIS_API_VERSION } from '../../contracts/diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisParts } from '../../contracts/diagnosis-evidence.ts';
import type { SampleEvidence } from '../../contracts/sample-evidence.ts';
import { CHECKS } from './checks.ts';
import type { CheckContext, CheckRule } from './define-check.ts';
import { incompleteParts } from './incomplete.ts';
import { noCause, rootCause } from './root-cause/index.ts';
import { judgeWindow, longEnough } from './short-window.ts';
import { skippedStage, stageReport } from './stage-report.ts';
import { diagnosisSubject } from './diagnosis-subject.ts';

/**
 * Runs one rule over the parts that it needs, which must be there; without what a window that was too short told. A rule
 * that throws is a bug: it is let through.
 */
export function judge(rule: CheckRule, parts: Partial<DiagnosisParts>, context: CheckContext): Check[] {
  return judgeWindow(parts, (seen) => rule.judge(seen as DiagnosisParts, context));
}

/** Judges evidence, of now or of a saved file: the same evidence gives the same diagnosis. */
export function diagnose(evidence: DiagnosisEvidence, stages: readonly StageId[]): Diagnosis {
  const watched = longEnough(evidence);
  const { request, collectedAt, tool, audit } = evidence;
  const context = { request, collectedAt };
  const reports = STAGES.filter((stage): stage is CheckedStage => stage !== 'root-cause').map((stage) => {
    if (!stages.includes(stage)) return skippedStage(stage);
    const rules = CHECKS.filter((rule) => rule.stage === stage);
    return stageReport(
      stage,
      rules.flatMap((rule) => judge(rule, evidence, context)),
    );
  });
  const concluded = stages.includes('root-cause')
    ? rootCause(reports, watched)
    : noCause('The root cause was not asked for.');
  return {
    apiVersion: DIAGNOSIS_API_VERSION,
    kind: 'Diagnosis',
    collectedAt,
    tool,
    cluster: audit.cluster,
    subject: diagnosisSubject(audit),
    windowMs: request.windowMs,
    ...longerWindow(evidence.sample),
    allow: request.allow,
    stages: reports,
    rootCause: concluded,
    incomplete: incompleteParts(watched, concluded),
  };
}

const WHY_LONGER: Record<Exclude<SampleEvidence['longer'], undefined>, string> = {
  'few-looks': 'the main thread could be looked at too rarely in that',
  'few-periods': 'its CPU limit had held it back in too few periods to judge by',
};

function longerWindow(sample: DiagnosisEvidence['sample']): Pick<Diagnosis, 'longerWindow'> {
  if (!sample.known || sample.value.longer === undefined) return {};
  const { from, to, longer } = sample.value;
  return { longerWindow: { ms: Math.round((to - from) * 1000), why: WHY_LONGER[longer] } };
}
