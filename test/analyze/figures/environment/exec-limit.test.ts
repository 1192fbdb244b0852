import { expect, test } from 'vitest';
import type { CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import type { Severity } from '../../../../src/contracts/report.ts';
import { execLimitSeverity } from '../../../../src/analyze/figures/environment/exec-limit.ts';
import { execLimit } from '../../../../src/analyze/stages/app-limits/exec-limit.ts';
import { verdictOn } from '../../../../src/analyze/figures/thresholds.ts';

test.each<[number, Severity, CheckVerdict]>([
  [24.9, 'ok', 'ok'],
  [25, 'info', 'ok'],
  [49.9, 'info', 'ok'],
  [50, 'low', 'notice'],
  [74.9, 'low', 'notice'],
  [75, 'high', 'warning'],
  [89.9, 'high', 'warning'],
  [90, 'critical', 'problem'],
  [94.9, 'critical', 'problem'],
  [120, 'critical', 'problem'],
])('%d %% of the exec limit is %s to an audit and %s to a check', (percent, severity, verdict) => {
  expect(execLimitSeverity({ percent })).toBe(severity);
  expect(verdictOn(execLimit.threshold!, percent)).toBe(verdict);
});
