import { shellLine } from '../../command.ts';
import { isBad } from '../threshold.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { advice, otherNode } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Kubernetes itself says that the node is not well. */
export const nodeUnhealthy = defineCause({
  id: 'node-unhealthy',
  title: 'The node is not healthy',
  topic: 'the node’s health',
  shownBy: ['node-conditions'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const verdict = facts.verdict('node-conditions');
  if (verdict === 'unknown') return open('the node’s conditions could not be read');
  if (!isBad(verdict)) return ruledOut('its conditions are in order');
  const { node } = facts.subject.pod;
  return candidate({
    text: `The node is not healthy: ${saidBy(facts, 'node-conditions')}`,
    points: [
      {
        holds: true,
        weight: verdict === 'problem' ? 4 : 2,
        text: saidBy(facts, 'node-conditions'),
        check: 'node-conditions',
      },
      {
        holds: isBad(facts.verdict('node-events')),
        weight: 1,
        text: saidBy(facts, 'node-events'),
        check: 'node-events',
      },
    ],
    mends: [
      otherNode(facts),
      ...(node === undefined
        ? []
        : [
            advice(
              'Ask the node what it lacks',
              'Its conditions and events say so.',
              shellLine(['kubectl', 'describe', 'node', node]),
            ),
          ]),
    ],
  });
}
