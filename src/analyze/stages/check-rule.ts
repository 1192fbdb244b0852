import type { Check, CheckedStage } from '../../contracts/diagnosis.ts';
import type { DiagnosisPart, DiagnosisParts } from '../../contracts/diagnosis-evidence.ts';
import type { CheckContext, CheckDefinition } from './define-check.ts';

/**
 * One thing to look at in one stage: the parts of the evidence that it needs, and the judgement of them. It sees no
 * other parts, and it is run as soon as those are there. Several checks come out where there are several disks, peers.
 */
export interface CheckRule<Needs extends DiagnosisPart = DiagnosisPart> extends Partial<
  Pick<CheckDefinition, 'id' | 'decides' | 'most' | 'threshold'>
> {
  stage: CheckedStage;
  needs: readonly Needs[];
  judge: (parts: Pick<DiagnosisParts, Needs>, context: CheckContext) => Check[];
}

/** A rule whose needs the compiler knows; the table of rules forgets them. */
export function checkRule<Needs extends DiagnosisPart>(rule: CheckRule<Needs>): CheckRule {
  return rule;
}
