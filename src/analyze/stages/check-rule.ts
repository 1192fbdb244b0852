import type { Check, CheckedStage } from '../../contracts/diagnosis.ts';
import type { DiagnosisPart, DiagnosisParts, DiagnosisRequest } from '../../contracts/diagnosis-evidence.ts';

/** What a check may read besides the parts that it declares. */
export interface CheckContext {
  request: DiagnosisRequest;
  /** RFC 3339; when the evidence was collected. There is no other clock. */
  collectedAt: string;
}

/**
 * One thing to look at in one stage: the parts of the evidence that it needs, and the judgement of them. It sees no
 * other parts, and it is run as soon as those are there. Several checks come out where there are several disks, peers.
 */
export interface CheckRule<Needs extends DiagnosisPart = DiagnosisPart> {
  stage: CheckedStage;
  needs: readonly Needs[];
  judge: (parts: Pick<DiagnosisParts, Needs>, context: CheckContext) => Check[];
}

/** A rule whose needs the compiler knows; the table of rules forgets them. */
export function checkRule<Needs extends DiagnosisPart>(rule: CheckRule<Needs>): CheckRule {
  return rule;
}
