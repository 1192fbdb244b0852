import type { RootCause } from '../../../contracts/diagnosis.ts';
import { duration } from '../../../units.ts';
import { listed } from '../../words.ts';
import { CAUSES } from './causes.ts';
import { isBad } from '../threshold.ts';
import type { Facts } from './facts.ts';
import type { Candidate } from './weigh.ts';

/** The honest sentence where no cause was found: a symptom that nothing explains, nothing at all, or too little seen. */
export function nothingFound(
  facts: Facts,
  openOnes: readonly Candidate[],
): Pick<RootCause, 'conclusion' | 'confidence' | 'because'> {
  const missing = listed(
    openOnes
      .filter(({ cause }) => cause !== 'slow-dependency')
      .map(({ cause }) => CAUSES.find(({ id }) => id === cause)?.topic ?? cause),
    4,
  );
  const { sample, evidence } = facts;
  if (sample === undefined || facts.main === undefined) {
    return {
      confidence: 'none',
      because: [],
      conclusion: `Too little could be seen to name a cause${evidence.sample.known ? '' : `: ${evidence.sample.problem.message}`}.${missing === '' ? '' : ` Not judged: ${missing}.`} What was seen explains no slowness.`,
    };
  }
  const symptoms = [
    ...facts.urls.filter(({ slow }) => slow).map(({ url, shape }) => `${url}: ${shape}`),
    ...(isBad(facts.verdict('accept-queue-waiting')) ? ['connections waited to be accepted'] : []),
    ...(isBad(facts.verdict('run-queue-wait')) ? ['the main thread waited for a CPU'] : []),
  ];
  const window = duration((sample.to - sample.from) * 1000);
  const rest = missing === '' ? '' : ` Too little is known to judge ${missing}.`;
  return {
    confidence: 'none',
    because: [],
    conclusion:
      symptoms.length > 0
        ? `There is a symptom (${listed(symptoms)}), and nothing that was seen explains it.${rest}`
        : `Nothing that was seen in ${window} explains a slowness.${rest} If it comes and goes, look while it is there.`,
  };
}
