import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { inContainer, whyUnknown } from '../../figures/subject.ts';
import { differences } from '../../figures/node/parts.ts';

/** Whether what /proc says in the container is about the pod’s node at all. */
export const hostFigures = defineCheck({
  stage: 'host-resources',
  id: 'host-figures',
  title: 'Whose figures /proc shows',
  scope: 'host',
  needs: ['sample', 'node', 'audit'],
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/meminfo']),
  look: ({ sample, node, audit }) => {
    if (!sample.known) return { unknown: whyUnknown(sample) };
    const compared = differences(sample.value, node, audit);
    if (compared.length === 0) {
      return {
        unknown: `It could not be compared with the node: ${whyUnknown(node)} It is taken for the node’s, as usual.`,
      };
    }
    const different = compared.filter(({ same }) => !same);
    const details = table(
      ['Figure', '/proc in the container', 'Node'],
      compared.map(({ what, here, there }) => [what, here, there]),
    );
    return different.length > 0
      ? {
          verdict: 'notice',
          measured: 'not the node’s',
          reason: `/proc in the container differs from the node in ${listed(different.map(({ what }) => what))}, as with gVisor, Kata Containers or LXCFS; what it says about the host is not used.`,
          details,
        }
      : {
          verdict: 'ok',
          measured: 'the node’s',
          reason: `/proc in the container and the node agree in ${listed(compared.map(({ what }) => what))}.`,
          details,
        };
  },
});
