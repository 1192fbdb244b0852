import { startObstacle, startState } from '../../figures/container/start-obstacle.ts';
import { defineCheck } from '../define-check.ts';
import { asSentence } from '../../words.ts';
import { isOnItsWay } from '../../figures/container/never-began.ts';
import { describePod, subjectOf, whyUnknown } from '../../figures/subject.ts';

/** Whether something keeps the container from being started: no node, no image, no such program, … */
export const containerStart = defineCheck({
  id: 'container-start',
  stage: 'app-limits',
  title: 'Start of the container',
  scope: 'container',
  method: 'errors',
  needs: ['podState', 'podEvents', 'log', 'audit'],
  shownBy: ({ audit }) => describePod(audit),
  look: (parts) => {
    const subject = subjectOf(parts.audit);
    if (!parts.podState.known || subject === undefined) return { unknown: whyUnknown(parts.podState) };
    const found = startObstacle(parts);
    if (found !== undefined)
      return {
        verdict: found.waitsSince === undefined ? 'problem' : 'warning',
        measured: 'not started',
        reason: `${asSentence(found.says)} ${found.means}`,
      };
    const { state } = startState(parts, subject);
    if (isOnItsWay(state))
      return {
        verdict: 'notice',
        measured: 'on its way',
        reason: `It is on its way to its start (${state.replace(/^waiting: /, '')}), and nothing is known that keeps it from that.`,
      };
    return { verdict: 'ok', measured: 'started', reason: 'Nothing keeps the container from being started.' };
  },
});
