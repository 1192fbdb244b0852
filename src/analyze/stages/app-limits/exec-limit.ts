import { counted, number, percent, size } from '../../../units.ts';
import { EXEC_LIMIT_RUNGS, execSymptom } from '../../figures/environment/exec-limit.ts';
import { environmentCost } from '../../figures/environment/environment-cost.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { asSentence } from '../../words.ts';
import { inContainer, probeOf, whyUnknown } from '../../figures/subject.ts';
import type { Threshold } from '../../figures/threshold.ts';

const ROW: Threshold = {
  what: 'Arguments and environment, of the most that one exec takes',
  unit: '%',
  comparison: 'from',
  ...EXEC_LIMIT_RUNGS,
  why: 'At 100% no program starts any more. The values are our choice, and those by which audits and scans judge.',
  source: 'https://man7.org/linux/man-pages/man2/execve.2.html',
};

/** How much of what one exec takes the container’s environment and arguments use up, now and at its next restart. */
export const execLimit = defineCheck({
  id: 'exec-limit',
  stage: 'app-limits',
  title: 'Environment and arguments',
  scope: 'container',
  method: 'utilisation',
  needs: ['audit'],
  threshold: ROW,
  shownBy: ({ audit }) => inContainer(audit, ['sh', '-c', 'wc -c </proc/1/environ']),
  look: ({ audit }) => {
    const judgement = environmentCost(audit)?.judgement;
    if (judgement === undefined) return { unknown: whyUnknown(probeOf(audit)) };
    const { subject, headroom } = judgement;
    const symptom = execSymptom(judgement);
    const details = [
      line(
        `${size(headroom.now.bytes)} of ${size(headroom.limitBytes)}${headroom.limitSource === 'assumed' ? ' (assumed: the usual stack limit)' : ''}`,
      ),
      line(`At the next restart: ${percent(headroom.nextRestart.percent)}`),
      line(`Room for about ${counted(headroom.moreServices, 'more Service')}`),
    ];
    if (symptom !== undefined)
      return {
        verdict: 'problem',
        measured: 'too long',
        threshold: ROW,
        reason: asSentence(symptom),
        details,
      };
    if (!subject.probe.known) return { unknown: whyUnknown(subject.probe), details };
    return {
      value: headroom.now.percent,
      measured: `${percent(headroom.now.percent)} (${number(subject.probe.value.exec.count)} variables)`,
      reasons: {
        ok: 'Programs can be started with the environment and arguments that there are.',
        notice: 'The environment takes half or more of what one exec may have.',
        warning:
          'The environment nearly fills what one exec may have: long commands fail, and soon all of them.',
        problem: 'The environment fills what one exec may have: hardly a program can be started.',
      },
      details,
    };
  },
});
