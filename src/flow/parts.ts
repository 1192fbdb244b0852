import type { CheckRule } from '../analyze/stages/define-check.ts';
import type { CheckedStage, StageId } from '../contracts/diagnosis.ts';
import type { DiagnosisPart } from '../contracts/diagnosis-evidence.ts';

/**
 * What must be looked at so that these stages can be judged. The audit is always there: it says which container it is.
 * Peers come from the connections of the sample.
 */
export function partsFor(stages: readonly StageId[], rules: readonly CheckRule[]): Set<DiagnosisPart> {
  const parts = new Set<DiagnosisPart>(['audit']);
  for (const { stage, needs } of rules) {
    if (stages.includes(stage)) for (const part of needs) parts.add(part);
  }
  if (parts.has('peers')) parts.add('sample');
  return parts;
}

/** What each stage needs, in the order of its checks. */
export function needsOf(
  stages: readonly StageId[],
  rules: readonly CheckRule[],
): Partial<Record<CheckedStage, DiagnosisPart[]>> {
  const needs: Partial<Record<CheckedStage, DiagnosisPart[]>> = {};
  for (const { stage, needs: parts } of rules)
    if (stages.includes(stage)) needs[stage] = [...new Set([...(needs[stage] ?? []), ...parts])];
  return needs;
}

/** How long looking takes, about, in milliseconds: a second for the API, and the window where something is watched. */
export function expectedMs(
  parts: ReadonlySet<DiagnosisPart>,
  { windowMs, canExec }: { windowMs: number; canExec: boolean },
): number {
  const watched = (canExec && parts.has('sample')) || parts.has('nodeExporter');
  return 1000 + (watched ? windowMs : 0);
}
