import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { smallEnvironment, splitNamespaces } from '../../judgement/mends.ts';
import { sentence } from '../../judgement/sentences.ts';
import { finding } from '../../judgement/finding.ts';

/** Nothing can be started in the container any more, or it cannot start itself. */
export const execImpossible: Rule<Audited> = ({ told, seen: { symptom } }) => {
  if (symptom === undefined) return undefined;
  return finding('exec-impossible', 'critical', {
    message: sentence(symptom, told.share()),
    evidence: [{ text: sentence(symptom) }, told.execLimitLine(), told.restartLine()],
    mends: told.linksDominate
      ? [told.switchOff(), told.fewerServices(), splitNamespaces()]
      : [smallEnvironment(told.runtime)],
  });
};
