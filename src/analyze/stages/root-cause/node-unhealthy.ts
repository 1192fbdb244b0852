import { shellLine } from '../../command.ts';
import { nodeTroubles } from '../../figures/node/trouble.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { advice, otherNode } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, unsettled, type Candidate } from './weigh.ts';

/** Events after which nothing on the node was as it should be for a while. */
const GRAVE = /^(NodeNotReady|Rebooted)\b/;

/** Kubernetes itself says that the node is not well. */
export const nodeUnhealthy = defineCause({
  id: 'node-unhealthy',
  title: 'The node is not healthy',
  topic: 'the node’s health',
  shownBy: ['node-conditions', 'neighbours-health'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const verdict = facts.verdict('node-conditions');
  const told = nodeTroubles(facts.evidence, facts.evidence.collectedAt).filter(
    ({ cause, check }) => cause === 'node-unhealthy' && check === 'node-events',
  );
  const grave = told.find(({ text, now }) => now && GRAVE.test(text));
  if (!isBad(verdict) && grave === undefined) {
    const [first] = told;
    if (first !== undefined) return unsettled(first.text);
    return verdict === 'unknown'
      ? open('the node’s conditions could not be read')
      : ruledOut(saidBy(facts, 'node-conditions'));
  }
  const said = isBad(verdict) ? saidBy(facts, 'node-conditions') : '';
  return candidate({
    text: `The node is not healthy: ${[said, grave?.text].filter(Boolean).join(' ')}`,
    points: [
      { holds: isBad(verdict), weight: verdict === 'problem' ? 4 : 2, text: said, check: 'node-conditions' },
      { holds: grave !== undefined, weight: 2, text: grave?.text ?? '', check: 'node-events' },
    ],
    mends: [
      otherNode(facts),
      advice('Ask the node what it lacks', 'Its conditions and events say so.', describing(facts)),
    ],
  });
}

function describing({ subject }: Facts): string | undefined {
  const { node } = subject.pod;
  return node === undefined ? undefined : shellLine(['kubectl', 'describe', 'node', node]);
}
