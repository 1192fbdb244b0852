import type { StageReport } from '../../../contracts/diagnosis.ts';
import { isBad } from '../threshold.ts';
import { CAUSES } from './causes.ts';
import type { Facts } from './facts.ts';
import { saidBy } from './said.ts';
import { ruledOut, type Candidate } from './weigh.ts';

/**
 * What a cause comes to, in agreement with the checks of the same report: it is not ruled out while a check that shows it
 * is a warning or worse, and it is proved only by stages that are suspect or guilty themselves.
 */
export function consistent(candidate: Candidate, facts: Facts, stages: readonly StageReport[]): Candidate {
  const { standing, cause, confidence, because } = candidate;
  if (standing === 'ruled-out') {
    const definition = CAUSES.find(({ id }) => id === cause);
    const shown = definition?.shownBy.some((id) => isBad(facts.verdict(id))) ?? false;
    return shown ? { ...candidate, standing: 'unsettled' } : candidate;
  }
  if (confidence !== 'proved') return candidate;
  const convicting = stages.filter(({ verdict }) => verdict === 'guilty' || verdict === 'suspect');
  const borne = because.some(({ stage }) => convicting.some((each) => each.stage === stage));
  return borne ? candidate : { ...candidate, confidence: 'likely' };
}

/**
 * Where no cause stands and yet a stage is guilty: the cause that its worst check shows, as possible. Undefined where no
 * stage is guilty.
 */
export function byGuiltyStage(
  facts: Facts,
  stages: readonly StageReport[],
  all: readonly Candidate[],
): Candidate | undefined {
  for (const { stage, verdict, checks } of stages) {
    if (verdict !== 'guilty') continue;
    for (const { id } of checks.filter((check) => check.verdict === 'problem')) {
      const cause = CAUSES.find(({ shownBy }) => shownBy.includes(id))?.id;
      if (cause === undefined) continue;
      const text = saidBy(facts, id);
      const weighed = all.find((each) => each.cause === cause && each.standing === 'contributes');
      return {
        ...(weighed ?? ruledOut(cause, text)),
        standing: 'cause',
        confidence: 'possible',
        because: [{ text, stage, check: id }],
      };
    }
  }
  return undefined;
}
