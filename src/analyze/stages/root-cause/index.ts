import type { Cause, RootCause, StageReport } from '../../../contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { Mend } from '../../../contracts/report.ts';
import { asSentence } from '../../words.ts';
import { TOO_SHORT } from '../short-window.ts';
import { CAUSES } from './causes.ts';
import { byGuiltyStage, consistent } from './consistent.ts';
import { factsOf } from './facts.ts';
import { nothingFound } from './none.ts';
import { bySeriousness } from './order.ts';
import type { Surer, Weighed } from './weigh.ts';

/** What else takes a container down shows in these. */
const EFFECTS: ReadonlySet<Cause> = new Set(['crash', 'not-started']);
const MOST_SURER = 4;

/** Weighs every cause and names the one that explains most; `none` where nothing that was seen explains a slowness. */
export function rootCause(stages: readonly StageReport[], evidence: DiagnosisEvidence): RootCause {
  const facts = factsOf(stages, evidence);
  if (facts === undefined) return noCause('The evidence holds no container.');
  const all = withoutEffects(
    CAUSES.flatMap(({ id, weigh }) =>
      [weigh(facts)].flat().map((each) => consistent({ ...each, cause: id }, facts, stages)),
    ),
  );
  const [strongest, ...others] = all.filter(({ standing }) => standing === 'cause').toSorted(bySeriousness);
  const tooShort = !evidence.sample.known && evidence.sample.problem.code === TOO_SHORT;
  const winner = strongest ?? (tooShort ? undefined : byGuiltyStage(facts, stages, all));
  const beside = [...others, ...all.filter(({ standing }) => standing === 'contributes')].filter(
    ({ cause }) => cause !== winner?.cause,
  );
  const openOnes = all.filter(({ standing }) => standing === 'open');
  return {
    ...(winner === undefined ? nothingFound(facts, stages, all) : concluded(winner, stages)),
    contributing: sharing(once(beside), winner?.share).map(({ cause, confidence, text, share }) => ({
      share,
      cause,
      title: titleOf(cause),
      confidence: confidence === 'possible' ? 'possible' : 'likely',
      text,
    })),
    ruledOut: once(all.filter(({ cause, standing }) => standing === 'ruled-out' && cause !== winner?.cause))
      .filter(({ cause }) => all.every((each) => each.cause !== cause || each.standing === 'ruled-out'))
      .filter(({ cause }) => cause !== winner?.cause)
      .map(({ cause, text }) => ({ cause, title: titleOf(cause), by: asSentence(text) })),
    surer: distinctSurer([
      ...(winner?.surer ?? []),
      ...(winner?.confidence === 'proved' ? [] : openOnes.flatMap(({ surer }) => surer)),
    ]).slice(0, MOST_SURER),
    mends: distinctMends([
      ...(winner?.mends ?? []),
      ...beside.filter(({ confidence }) => confidence !== 'possible').flatMap(({ mends }) => mends),
    ]),
  };
}

/** No cause is named, for the reason in the conclusion; nothing was weighed. */
export function noCause(conclusion: string): RootCause {
  return {
    conclusion,
    confidence: 'none',
    because: [],
    contributing: [],
    ruledOut: [],
    surer: [],
    mends: [],
  };
}

function titleOf(cause: Cause): string {
  return CAUSES.find(({ id }) => id === cause)?.title ?? cause;
}

/** What took the container down is its crash, and why it does not start: that is no second cause beside it. */
function withoutEffects(all: readonly Weighed[]): Weighed[] {
  const explained = all.some(
    ({ cause, standing, tier }) =>
      !EFFECTS.has(cause) && standing === 'cause' && (tier === 'down' || tier === 'past'),
  );
  return all.filter(({ cause }) => !(explained && EFFECTS.has(cause)));
}

type Concluded = Pick<RootCause, 'cause' | 'conclusion' | 'confidence' | 'share' | 'because'>;

function concluded(winner: Weighed, stages: readonly StageReport[]): Concluded {
  const { cause, text, confidence, share, because } = winner;
  return {
    cause,
    conclusion: text,
    confidence,
    share,
    because: because.flatMap(({ text: said, check }) =>
      stages
        .filter(({ checks }) => checks.some(({ id }) => id === check))
        .map(({ stage }) => ({ text: said, stage, check })),
    ),
  };
}

/** Shares of the same time, the heaviest first: each has what those before it leave. */
function sharing(causes: readonly Weighed[], taken = 0): Weighed[] {
  let left = 1 - taken;
  return causes.map(({ share, ...each }) => {
    const own = share === undefined || each.standing !== 'cause' ? undefined : Math.min(share, left);
    left -= own ?? 0;
    return { ...each, ...(own === undefined ? {} : { share: own }) };
  });
}

/** One of each cause, the first. */
function once(candidates: readonly Weighed[]): Weighed[] {
  const seen = new Map<string, Weighed>();
  for (const each of candidates) if (!seen.has(each.cause)) seen.set(each.cause, each);
  return [...seen.values()];
}

function distinctSurer(all: readonly Surer[]): Surer[] {
  return [...new Map(all.map((each) => [each.text, each])).values()];
}

function distinctMends(all: readonly Mend[]): Mend[] {
  const seen = new Map<string, Mend>();
  for (const each of all) if (!seen.has(each.title)) seen.set(each.title, each);
  return [...seen.values()];
}
