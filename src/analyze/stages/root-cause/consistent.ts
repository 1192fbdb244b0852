import type { Check, StageReport } from '../../../contracts/diagnosis.ts';
import type { CheckId } from '../checks.ts';
import { isBad } from '../threshold.ts';
import { CAUSES } from './causes.ts';
import type { Facts } from './facts.ts';
import { saidBy } from './said.ts';
import { contributes, open, type Weighed } from './weigh.ts';

/**
 * What a cause comes to, in agreement with the checks of the same report. It is ruled out only where a check that shows it
 * was made, and none of them is a warning or worse. Its reasons rest on checks that were made, and it is proved only by
 * those of stages that are suspect or guilty themselves.
 */
export function consistent(weighed: Weighed, facts: Facts, stages: readonly StageReport[]): Weighed {
  const { standing, cause, confidence, text } = weighed;
  const isMade = (id: CheckId): boolean => facts.verdict(id) !== 'unknown';
  if (standing === 'ruled-out') {
    const shownBy = CAUSES.find(({ id }) => id === cause)?.shownBy ?? [];
    if (shownBy.some((id) => isBad(facts.verdict(id)))) return { ...weighed, standing: 'unsettled' };
    return shownBy.length === 0 || shownBy.some(isMade) ? weighed : { ...open(text), cause };
  }
  const because = weighed.because.filter(({ check }) => isMade(check));
  const isBorne = stages.some(
    ({ verdict, checks }) =>
      (verdict === 'guilty' || verdict === 'suspect') &&
      because.some(({ check }) => checks.some(({ id }) => id === check)),
  );
  return { ...weighed, because, confidence: confidence === 'proved' && !isBorne ? 'likely' : confidence };
}

/**
 * Where no cause stands and yet a stage is guilty: the cause that its worst check shows, as possible. A node that is a
 * bottleneck is no cause for an app that was not seen to suffer from it. Undefined where there is no such stage.
 */
export function byGuiltyStage(
  facts: Facts,
  stages: readonly StageReport[],
  all: readonly Weighed[],
): Weighed | undefined {
  const ofApp = stages.filter(({ stage, verdict }) => stage !== 'host-resources' && verdict === 'guilty');
  for (const { id } of ofApp.flatMap(({ checks }) => checks.filter(isProblem))) {
    const [shown] = CAUSES.flatMap(({ id: cause, shownBy, symptoms = [] }) => {
      const check = [...shownBy, ...symptoms].find((each) => each === id);
      const found = all.find((each) => each.cause === cause) ?? { ...open(''), cause };
      return check === undefined ? [] : [{ check, found }];
    }).toSorted((a, b) => LIKELIHOOD[b.found.standing] - LIKELIHOOD[a.found.standing]);
    if (shown === undefined) continue;
    const { check, found } = shown;
    const text = saidBy(facts, check);
    return {
      ...(found.standing === 'contributes' ? found : contributes(text, { surer: found.surer })),
      cause: found.cause,
      standing: 'cause',
      confidence: 'possible',
      because: [{ text, check }],
    };
  }
  return undefined;
}

function isProblem({ verdict }: Check): boolean {
  return verdict === 'problem';
}

/** Which of the causes that a check shows is rather named. */
const LIKELIHOOD = { cause: 4, contributes: 3, open: 2, unsettled: 1, 'ruled-out': 0 } as const;
