import type { Check } from '../../../contracts/diagnosis.ts';
import { listed } from '../../words.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { inContainer, whyUnknown } from '../subject.ts';
import { differences } from './parts.ts';

/** Whether what /proc says in the container is about the pod’s node at all. */
export const hostFigures = checkRule({
  stage: 'host-resources',
  needs: ['sample', 'node', 'audit'],
  judge: ({ sample, node, audit }): Check[] => {
    const base: CheckBase = {
      id: 'host-figures',
      title: 'Whose figures /proc shows',
      scope: 'host',
      ...inContainer(audit, ['cat', '/proc/meminfo']),
    };
    if (!sample.known) return [unknownCheck(base, whyUnknown(sample))];
    const compared = differences(sample.value, node, audit);
    const different = compared.filter(({ same }) => !same);
    const details = table(
      ['Figure', '/proc in the container', 'Node'],
      compared.map(({ what, here, there }) => [what, here, there]),
    );
    if (different.length > 0) {
      return [
        plainCheck(base, {
          verdict: 'notice',
          measured: 'not the node’s',
          reason: `/proc in the container differs from the node in ${listed(different.map(({ what }) => what))}, as with gVisor, Kata Containers or LXCFS; what it says about the host is not used.`,
          details,
        }),
      ];
    }
    if (compared.length === 0) {
      return [
        unknownCheck(
          base,
          `It could not be compared with the node: ${whyUnknown(node)} It is taken for the node’s, as usual.`,
        ),
      ];
    }
    return [
      plainCheck(base, {
        verdict: 'ok',
        measured: 'the node’s',
        reason: `/proc in the container and the node agree in ${listed(compared.map(({ what }) => what))}.`,
        details,
      }),
    ];
  },
});
