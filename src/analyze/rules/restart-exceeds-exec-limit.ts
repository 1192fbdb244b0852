import { counted, percent } from '../../units.ts';
import { exceedsExecLimit } from '../figures/environment/exec-limit.ts';
import { finding } from '../judgement/finding.ts';
import type { Rule, Told } from '../judgement/judgement.ts';
import { splitNamespaces } from '../judgement/mends.ts';
import { sentence } from '../judgement/sentences.ts';

/** It may run, but with the Services of today it could not start again. */
export const restartExceedsExecLimit: Rule = ({ told, seen }) =>
  seen.symptom !== undefined || !exceedsExecLimit(told.headroom.nextRestart)
    ? undefined
    : finding('restart-exceeds-exec-limit', 'critical', () => wordsOf(told));

function wordsOf(told: Told) {
  const { now, nextRestart } = told.headroom;
  const limit = 'of the kernel’s exec limit';
  const next = percent(nextRestart.percent);
  const would =
    now === undefined
      ? `the container would need ${next} ${limit} at its next start`
      : `${told.holder} uses ${percent(now.percent)} ${limit}; it would need ${next} at its next start`;
  const since = told.since > 0 ? ` (${counted(told.since, 'Service')} came since)` : '';
  return {
    message: sentence(`${would} and would not start${since}`),
    evidence: [told.execLimitLine(), told.linksLine(), ...told.nextLines()],
    mends: [told.switchOff(), told.fewerServices(), splitNamespaces()],
  };
}
