import { isBad } from '../threshold.ts';
import type { Facts } from './facts.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** The limit of processes is reached. */
export function processLimit(facts: Facts): Candidate {
  const verdict = facts.verdict('process-count');
  if (verdict === 'unknown') return open('process-limit', 'the number of processes could not be seen');
  if (!isBad(verdict)) return ruledOut('process-limit', saidBy(facts, 'process-count'));
  return (
    candidate(
      {
        cause: 'process-limit',
        text: `The limit of processes and threads: ${saidBy(facts, 'process-count')}`,
        points: [
          {
            holds: true,
            weight: verdict === 'problem' ? 4 : 2,
            text: saidBy(facts, 'process-count'),
            stage: 'app-limits',
            check: 'process-count',
          },
        ],
        mends: [
          advice(
            'Find who starts them, or raise podPidsLimit of the kubelet',
            'Processes that ended and are not collected count, too: an init such as tini collects them.',
          ),
        ],
      },
      undefined,
    ) ?? ruledOut('process-limit', saidBy(facts, 'process-count'))
  );
}
