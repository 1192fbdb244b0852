import { execUse } from '../../env/headroom.ts';
import { percent } from '../../units.ts';
import { exceedsExecLimit, execLimitSeverity } from '../figures/environment/exec-limit.ts';
import { finding } from '../judgement/finding.ts';
import type { Rule, Told } from '../judgement/judgement.ts';
import { smallEnvironment, splitNamespaces } from '../judgement/mends.ts';
import { more } from '../judgement/sentences.ts';
import { worst } from '../severity.ts';

/** How close to the kernel's limit the environment is, now or at the next start. */
export const execLimit: Rule = ({ told, seen }) => {
  const { nextRestart } = told.headroom;
  if (seen.symptom !== undefined || exceedsExecLimit(nextRestart)) return undefined;
  const severity = worst(execLimitSeverity(seen.execUse ?? nextRestart), execLimitSeverity(nextRestart));
  return severity === 'ok' ? undefined : finding('exec-limit', severity, () => wordsOf(told));
};

function wordsOf(told: Told) {
  const { now, nextRestart, moreServices } = told.headroom;
  const before =
    now === undefined || Math.round(now.percent) === Math.round(nextRestart.percent)
      ? ''
      : `; ${told.holder} uses ${percent(now.percent)} now`;
  const room = told.linksOn ? `; room for ${more(moreServices)} of the usual size` : '';
  return {
    message: `At the next start arguments and environment use ${percent(nextRestart.percent)} of what the kernel takes for one exec${before}${room}.`,
    evidence: [told.execLimitLine(), ...told.nextLines()],
    mends: isOfLinks(told)
      ? [told.switchOff(), told.fewerServices(), splitNamespaces()]
      : [smallEnvironment(told.runtime)],
  };
}

/** Whether service links are the larger part of what counts, and not long arguments or values. */
function isOfLinks({ linksOn, injected, headroom }: Told): boolean {
  return linksOn && 2 * execUse(injected) >= headroom.nextRestart.bytes;
}
