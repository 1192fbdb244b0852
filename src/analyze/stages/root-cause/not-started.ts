import { minutesAgo } from '../../figures/window/rates.ts';
import { startObstacle } from '../../figures/container/start-obstacle.ts';
import { asSentence } from '../../words.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The container was not started, or is not started again: no node, no image, no such program, … */
export const notStarted = defineCause({
  id: 'not-started',
  title: 'The container cannot be started',
  topic: 'whether the container can be started',
  shownBy: ['container-start'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const found = startObstacle(facts.evidence);
  if (found === undefined) {
    return facts.state === undefined && isDown(facts)
      ? open('the pod’s state could not be read')
      : ruledOut('nothing keeps it from being started');
  }
  const { says, means, isOver, waitsSince } = found;
  const began =
    isOver === true ? '' : `The container ${waitsSince === undefined ? 'cannot be' : 'is not'} started: `;
  return candidate({
    tier: 'down',
    text: `${began}${asSentence(says)} ${means}`,
    points: [
      { holds: true, weight: 6, text: saidBy(facts, 'container-start'), check: 'container-start' },
      // It may do its work yet.
      { holds: waitsSince !== undefined, weight: -2 },
      { holds: (minutesAgo(waitsSince, facts.evidence.collectedAt) ?? 1) < 1, weight: -2 },
    ],
    mends: [found.mend],
  });
}
