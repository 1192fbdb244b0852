import type { Check } from '../../../contracts/diagnosis.ts';
import { counted, number, percent, size } from '../../../units.ts';
import { execSymptom } from '../../figures/exec-limit.ts';
import { environmentCost } from '../app-hotspots/environment-cost.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { asSentence } from '../sentence.ts';
import { inContainer, probeOf, whyUnknown } from '../subject.ts';
import { thresholdOf } from '../thresholds.ts';

/** How much of what one exec takes the container’s environment and arguments use up, now and at its next restart. */
export const execLimit = checkRule({
  stage: 'app-limits',
  needs: ['audit'],
  judge: ({ audit }): Check[] => {
    const base: CheckBase = {
      id: 'exec-limit',
      title: 'Environment and arguments',
      scope: 'container',
      method: 'utilisation',
      ...inContainer(audit, ['sh', '-c', 'wc -c </proc/1/environ']),
    };
    const judgement = environmentCost(audit)?.judgement;
    if (judgement === undefined) return [unknownCheck(base, whyUnknown(probeOf(audit)))];
    const { subject, headroom } = judgement;
    const symptom = execSymptom(judgement);
    const details = [
      line(
        `${size(headroom.now.bytes)} of ${size(headroom.limitBytes)}${headroom.limitSource === 'assumed' ? ' (assumed: the usual stack limit)' : ''}`,
      ),
      line(`At the next restart: ${percent(headroom.nextRestart.percent)}`),
      line(`Room for about ${counted(headroom.moreServices, 'more Service')}`),
    ];
    if (symptom !== undefined) {
      return [
        plainCheck(base, {
          verdict: 'problem',
          measured: 'too long',
          threshold: thresholdOf('exec-limit'),
          reason: asSentence(symptom),
          details,
        }),
      ];
    }
    if (!subject.probe.known) return [unknownCheck(base, whyUnknown(subject.probe), details)];
    const { count } = subject.probe.value.exec;
    return [
      measuredCheck(base, {
        threshold: 'exec-limit',
        value: headroom.now.percent,
        measured: `${percent(headroom.now.percent)} (${number(count)} variables)`,
        reasons: {
          ok: 'Programs can be started with the environment and arguments that there are.',
          notice: 'The environment takes half or more of what one exec may have.',
          warning:
            'The environment nearly fills what one exec may have: long commands fail, and soon all of them.',
          problem: 'The environment fills what one exec may have: hardly a program can be started.',
        },
        details,
      }),
    ];
  },
});
