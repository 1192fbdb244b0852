import type { Cause } from '../../../contracts/diagnosis.ts';
import type { CheckId } from '../checks.ts';
import type { Facts } from './facts.ts';
import type { Candidate } from './weigh.ts';

/** One thing that can be wrong, as data: what it is called, which checks show it, and how it is weighed. */
export interface CauseDefinition {
  id: Cause;
  /** What is wrong. */
  title: string;
  /** What was to be judged, in the middle of a sentence: the title says what is wrong, which is not known then. */
  topic: string;
  /**
   * The checks that show it. While one of them is a warning or worse the cause is not ruled out; and where one of them
   * makes its stage guilty and no cause stands, this one is named as possible.
   */
  shownBy: readonly CheckId[];
  /**
   * Checks that show what it does to the app, and what other causes do, too: they keep none of them from being ruled out;
   * but where one makes its stage guilty, no cause stands and this one is not ruled out, it is named as possible.
   */
  symptoms?: readonly CheckId[];
  /** One candidate, or one for each way in which it can be the cause. */
  weigh: (facts: Facts) => Candidate | Candidate[];
}

/** A cause whose checks the compiler knows. */
export function defineCause(definition: CauseDefinition): CauseDefinition {
  return definition;
}
