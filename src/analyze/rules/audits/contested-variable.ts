import { shellLine } from '../../command.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { renameService } from '../../judgement/mends.ts';
import { counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/**
 * One name, several values. For KUBERNETES_* it breaks every in-cluster client:
 * https://github.com/kubevirt/csi-driver/issues/120
 */
export const contestedVariable: Rule<Audited> = ({ audit: { subject, differences }, told }) => {
  const [first, ...more] = differences.contested;
  if (first === undefined) return undefined;
  const contested = [first, ...more];
  const clients = contested.some(({ variable }) => variable.startsWith('KUBERNETES_'));
  const names = contested.map(({ variable, services }) => `${variable} (${listed(services)})`);
  return finding('contested-variable', clients ? 'high' : 'low', {
    message: `${counted(contested.length, 'variable')} with more than one claimant: ${listed(names)}. Which value a container gets is random at each start${
      clients ? ', and in-cluster clients read KUBERNETES_*' : ''
    }.`,
    evidence: [
      {
        text: `The Services ${listed(first.services)} both make ${first.variable}.`,
        command: shellLine([
          'kubectl',
          'get',
          'services',
          '-n',
          subject.pod.namespace,
          ...first.services.slice(0, 3),
        ]),
      },
    ],
    mends: [renameService(first.services), told.switchOff()],
  });
};
