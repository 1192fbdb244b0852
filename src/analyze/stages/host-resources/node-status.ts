import type { Check, CheckVerdict } from '../../../contracts/diagnosis.ts';
import type { ConditionEvidence, NodeStateEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { listed } from '../../words.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { harshest } from '../threshold.ts';
import { checkRule } from '../check-rule.ts';
import { describeNode, whyUnknown } from '../subject.ts';

/** Conditions of the kubelet itself; others come from a node-problem-detector and the like. */
const OWN_PRESSURE = /^(Memory|Disk|PID)Pressure$|^NetworkUnavailable$/;

/**
 * What the kubelet says about its own node.
 * https://kubernetes.io/docs/reference/node/node-status/#condition
 */
export const nodeConditions = checkRule({
  stage: 'host-resources',
  needs: ['node', 'audit'],
  judge: ({ node, audit }): Check[] => {
    const base: CheckBase = {
      id: 'node-conditions',
      title: 'Conditions of the node',
      scope: 'host',
      method: 'errors',
      ...describeNode(audit),
    };
    if (!node.known) return [unknownCheck(base, whyUnknown(node))];
    const { conditions } = node.value;
    if (conditions.length === 0) return [unknownCheck(base, 'The node tells no conditions.')];
    const bad = conditions.filter((condition) => verdictOf(condition) !== 'ok');
    const verdict = harshest('ok', ...conditions.map(verdictOf), node.value.unschedulable ? 'notice' : 'ok');
    return [
      plainCheck(base, {
        verdict,
        measured: bad.length === 0 ? 'all good' : listed(bad.map(({ type, status }) => `${type} ${status}`)),
        reason: reasonOf(bad, node.value),
        details: table(
          ['Condition', 'Status', 'Reason', 'Since'],
          conditions.map(({ type, status, reason = '', since = '' }) => [type, status, reason, since]),
        ),
      }),
    ];
  },
});

function verdictOf({ type, status }: ConditionEvidence): CheckVerdict {
  if (type === 'Ready') return status === 'True' ? 'ok' : 'problem';
  if (status === 'False') return 'ok';
  if (OWN_PRESSURE.test(type)) return status === 'True' ? 'problem' : 'warning';
  // Other conditions may mean anything; True usually is a trouble (KernelDeadlock, ReadonlyFilesystem).
  return status === 'True' ? 'notice' : 'ok';
}

function reasonOf(bad: readonly ConditionEvidence[], { unschedulable }: NodeStateEvidence): string {
  const [first] = bad;
  if (first === undefined) {
    return unschedulable
      ? 'The node is cordoned: no new pods come to it.'
      : 'The kubelet reports that the node is ready and short of nothing.';
  }
  const why = first.message ?? first.reason;
  return `The node reports ${first.type} ${first.status}${why === undefined || why === '' ? '' : `: ${why}`}.`;
}
