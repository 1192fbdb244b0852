import { isBad } from '../threshold.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The limit of processes is reached. */
export const processLimit = defineCause({
  id: 'process-limit',
  title: 'The limit of processes and threads',
  topic: 'the limit of processes',
  shownBy: ['process-count'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const verdict = facts.verdict('process-count');
  if (verdict === 'unknown') return open('the number of processes could not be seen');
  if (!isBad(verdict)) return ruledOut(saidBy(facts, 'process-count'));
  return candidate({
    text: `The limit of processes and threads: ${saidBy(facts, 'process-count')}`,
    points: [
      {
        holds: true,
        weight: verdict === 'problem' ? 4 : 2,
        text: saidBy(facts, 'process-count'),
        check: 'process-count',
      },
    ],
    mends: [
      advice(
        'Find who starts them, or raise podPidsLimit of the kubelet',
        'Processes that ended and are not collected count, too: an init such as tini collects them.',
      ),
    ],
  });
}
