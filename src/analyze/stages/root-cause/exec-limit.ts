import { percent } from '../../../units.ts';
import { linkServices, linksDominate } from '../../figures/audited.ts';
import {
  disableServiceLinks,
  fewerServices,
  smallEnvironment,
  splitNamespaces,
} from '../../judgement/mends.ts';
import { exceedsExecLimit, execSymptom, saysTooLong } from '../../figures/environment/exec-limit.ts';
import { asSentence } from '../../words.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { candidate, contributes, open, ruledOut, type Candidate } from './weigh.ts';

/** Nothing can be started: the environment is larger than the kernel takes. */
export const execLimit = defineCause({
  id: 'exec-limit',
  title: 'The environment is larger than the kernel takes',
  topic: 'the size of the environment',
  shownBy: ['exec-limit'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { environment, state, subject } = facts;
  const { judgement } = environment;
  const { lastExit } = state?.container ?? {};
  const said = saysTooLong(lastExit?.message, lastExit?.reason, state?.container.state);
  const symptom = said ? 'the container cannot start: argument list too long' : execSymptom(judgement);
  const { now, nextRestart } = judgement.headroom;
  const mends = linksDominate(judgement)
    ? [disableServiceLinks(subject), fewerServices(subject, linkServices(judgement)), splitNamespaces()]
    : [smallEnvironment(judgement.runtime)];
  const use = `arguments and environment use ${percent(now.percent)} of what the kernel takes for one exec, ${percent(nextRestart.percent)} at the next start`;
  if (symptom === undefined && exceedsExecLimit(nextRestart)) {
    return contributes(`It runs, but it will not start again: ${use}.`, { confidence: 'likely', mends });
  }
  if (symptom === undefined && !environment.known) {
    return open('neither the container nor the Services of its namespace could be asked');
  }
  if (symptom === undefined) return ruledOut(use);
  const told = said || !symptom.includes('above the kernel');
  return candidate({
    tier: 'down',
    text: `The environment is larger than the kernel takes: ${symptom}; ${use}.`,
    points: [
      {
        holds: true,
        weight: told ? 6 : 4,
        text: asSentence(symptom),
        check: 'exec-limit',
      },
    ],
    mends,
  });
}
