import { expect } from 'vitest';
import type { CheckRule } from '../../../src/analyze/stages/define-check.ts';
import type { Check, CheckVerdict } from '../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../src/contracts/diagnosis-evidence.ts';

/** All checks that rules make of evidence; each must be fit to be shown. */
export function judgeAll(rules: readonly CheckRule[], evidence: DiagnosisEvidence): Check[] {
  const { request, collectedAt } = evidence;
  const checks = rules.flatMap((rule) => rule.judge(evidence, { request, collectedAt }));
  for (const check of checks) expectFit(check);
  return checks;
}

/** The only check of an id (and subject). */
export function checkOf(checks: readonly Check[], id: string, subject?: string): Check {
  const found = checks.filter(
    (check) => check.id === id && (subject === undefined || check.subject === subject),
  );
  expect(found, `${id} ${subject ?? ''}`).toHaveLength(1);
  return found[0]!;
}

const ORDER: readonly CheckVerdict[] = ['ok', 'notice', 'warning', 'problem'];

/** Whether no verdict is unknown or milder than the one before it. */
export function isMonotone(checks: readonly Check[]): boolean {
  const ranks = checks.map(({ verdict }) => ORDER.indexOf(verdict));
  return ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0));
}

function expectFit(check: Check): void {
  const text = JSON.stringify(check);
  expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  expect(check.reason).toMatch(/^\S.*[.]$/s);
  if (check.verdict === 'unknown') expect(check).not.toHaveProperty('measured');
  else expect(check.measured).toMatch(/\S/);
  if (check.value !== undefined) expect(Number.isFinite(check.value)).toBe(true);
}
