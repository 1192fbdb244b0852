import type { Check, StageReport } from '../../../contracts/diagnosis.ts';
import type { DiagnosisPart } from '../../../contracts/diagnosis-evidence.ts';
import { appHotspots } from '../app-hotspots/index.ts';
import type { CheckId } from '../checks.ts';
import { isBad } from '../../figures/threshold.ts';
import { isReached } from '../../figures/thresholds.ts';
import { CAUSES } from './causes.ts';
import { isDown, type Facts } from './facts.ts';
import { saidBy } from './said.ts';
import { contributes, open, type Confidence, type Weighed } from './weigh.ts';

/**
 * What a cause comes to, in agreement with the checks of the same report. It is ruled out only where a check that shows it
 * was made, and none of them is a warning or worse. Its reasons rest on checks that were made, and it is proved only by
 * those of stages that are suspect or guilty themselves, in a window that bears it. What took down a container that runs
 * again is past.
 */
export function consistent(weighed: Weighed, facts: Facts, stages: readonly StageReport[]): Weighed {
  const { standing, cause, confidence, text, tier } = weighed;
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
  return {
    ...weighed,
    because,
    tier: tier === 'down' && !isDown(facts) && facts.main !== undefined ? 'past' : tier,
    confidence: atMost(confidence, isBorne ? earned(weighed, facts) : 'likely'),
  };
}

/**
 * The most that looking bears out: what slows a running app is proved by enough looks over a window that is long enough.
 * What took the container down, or slowed its start, is told by its state, however long it was watched.
 */
function earned({ tier, because }: Weighed, { sample, main }: Facts): Confidence {
  const rests = because.some(({ check }) =>
    appHotspots.some(({ id, needs }) => id === check && seesSample(needs)),
  );
  if (tier !== 'slow' || sample === undefined || !rests) return 'proved';
  const [seconds, looks] = [sample.to - sample.from, main?.looks ?? 0];
  if (looks < 2) return 'possible';
  return isReached('proof-window', seconds) || isReached('proof-looks', looks) ? 'likely' : 'proved';
}

function seesSample(needs: readonly DiagnosisPart[]): boolean {
  return needs.includes('sample');
}

function atMost(confidence: Confidence, most: Confidence): Confidence {
  return SURENESS.indexOf(confidence) > SURENESS.indexOf(most) ? most : confidence;
}

const SURENESS: readonly Confidence[] = ['possible', 'likely', 'proved'];

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
      const found = all.find((each) => each.cause === cause) ?? { ...open(''), cause };
      const checks = found.standing === 'ruled-out' ? shownBy : [...shownBy, ...symptoms];
      const check = checks.find((each) => each === id);
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
