import type { RootCause, StageReport } from '../../../contracts/diagnosis.ts';
import { duration } from '../../../units.ts';
import { listed } from '../../words.ts';
import { isBad } from '../../figures/threshold.ts';
import { CAUSES } from './causes.ts';
import type { Facts } from './facts.ts';
import type { Weighed } from './weigh.ts';

/** The honest sentence where no cause was found: a symptom that nothing explains, nothing at all, or too little seen. */
export function nothingFound(
  facts: Facts,
  stages: readonly StageReport[],
  all: readonly Weighed[],
): Pick<RootCause, 'conclusion' | 'confidence' | 'because'> {
  return { confidence: 'none', because: [], conclusion: conclusion(facts, stages, all) };
}

function conclusion(facts: Facts, stages: readonly StageReport[], all: readonly Weighed[]): string {
  const missing = missingOf(all);
  const { sample, main, evidence } = facts;
  const guilty = stages.filter(({ verdict }) => verdict === 'guilty').map(({ reason }) => reason);
  if (sample === undefined || main === undefined) {
    const why = evidence.sample.known ? '' : `: ${evidence.sample.problem.message}`;
    const seen =
      guilty.length === 0
        ? 'What was seen explains no slowness.'
        : `${guilty.join(' ')} Whether the app suffers from it could not be seen.`;
    return `Too little could be seen to name a cause${why}.${missing === '' ? '' : ` Not judged: ${missing}.`} ${seen}`;
  }
  const rest = missing === '' ? '' : ` Too little is known to judge ${missing}.`;
  if (guilty.length > 0) {
    return `${guilty.join(' ')} That the app suffers from it was not seen, and no other cause.${rest}`;
  }
  const symptoms = [
    ...facts.urls.filter(({ slow }) => slow).map(({ url, shape }) => `${url}: ${shape}`),
    ...(isBad(facts.verdict('accept-queue-waiting')) ? ['connections waited to be accepted'] : []),
    ...(isBad(facts.verdict('run-queue-wait')) ? ['the main thread waited for a CPU'] : []),
  ];
  if (symptoms.length > 0) {
    return `There is a symptom (${listed(symptoms)}), and nothing that was seen explains it.${rest}`;
  }
  const window = duration((sample.to - sample.from) * 1000);
  return `Nothing that was seen in ${window} explains a slowness.${rest} If it comes and goes, look while it is there.`;
}

/** What could not be judged; that nobody timed a dependency is said among what would make it surer. */
function missingOf(all: readonly Weighed[]): string {
  const topics = all
    .filter(({ cause, standing }) => standing === 'open' && cause !== 'slow-dependency')
    .map(({ cause }) => CAUSES.find(({ id }) => id === cause)?.topic ?? cause);
  return listed([...new Set(topics)], 4);
}
