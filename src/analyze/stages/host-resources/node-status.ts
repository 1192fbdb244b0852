import type { CheckVerdict } from '../../../contracts/diagnosis.ts';
import type { ConditionEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { describeNode, whyUnknown } from '../../figures/subject.ts';
import { harshest } from '../../figures/threshold.ts';

/** Conditions of the kubelet itself; others come from a node-problem-detector and the like. */
const OWN_PRESSURE = /^(Memory|Disk|PID)Pressure$|^NetworkUnavailable$/;

/**
 * What the kubelet says about its own node.
 * https://kubernetes.io/docs/reference/node/node-status/#condition
 */
export const nodeConditions = defineCheck({
  stage: 'host-resources',
  id: 'node-conditions',
  title: 'Conditions of the node',
  scope: 'host',
  method: 'errors',
  needs: ['node', 'audit'],
  shownBy: ({ audit }) => describeNode(audit),
  look: ({ node }) => {
    if (!node.known) return { unknown: whyUnknown(node) };
    const { conditions, unschedulable } = node.value;
    if (conditions.length === 0) return { unknown: 'The node tells no conditions.' };
    const bad = conditions.filter((condition) => verdictOf(condition) !== 'ok');
    return {
      verdict: harshest('ok', ...conditions.map(verdictOf), unschedulable ? 'notice' : 'ok'),
      measured: bad.length === 0 ? 'all good' : listed(bad.map(({ type, status }) => `${type} ${status}`)),
      reason: reasonOf(bad, unschedulable),
      details: table(
        ['Condition', 'Status', 'Reason', 'Since'],
        conditions.map(({ type, status, reason = '', since = '' }) => [type, status, reason, since]),
      ),
    };
  },
});

function verdictOf({ type, status }: ConditionEvidence): CheckVerdict {
  if (type === 'Ready') return status === 'True' ? 'ok' : 'problem';
  if (status === 'False') return 'ok';
  if (OWN_PRESSURE.test(type)) return status === 'True' ? 'problem' : 'warning';
  // Other conditions may mean anything; True usually is a trouble (KernelDeadlock, ReadonlyFilesystem).
  return status === 'True' ? 'notice' : 'ok';
}

function reasonOf([first]: readonly ConditionEvidence[], unschedulable: boolean): string {
  if (first === undefined) {
    return unschedulable
      ? 'The node is cordoned: no new pods come to it.'
      : 'The kubelet reports that the node is ready and short of nothing.';
  }
  const why = first.message || first.reason;
  return `The node reports ${first.type} ${first.status}${why ? `: ${why}` : ''}.`;
}
