import type { Check } from '../../../contracts/diagnosis.ts';
import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { checkRule } from '../check-rule.ts';
import { isWell, podTable } from '../dependency-services/pod-health.ts';

/** Whether the other pods of the workload are well: if not, it is not this pod's place. */
export const siblings = checkRule({
  stage: 'app-hotspots',
  needs: ['audit', 'podState'],
  judge: ({ audit, podState }, { collectedAt }): Check[] => {
    const pod = audit.containers[0]?.pod;
    const base: CheckBase = {
      id: 'siblings',
      title: 'Other pods of the workload',
      scope: 'cluster',
      ...(pod && { command: shellLine(['kubectl', 'get', 'pods', '-n', pod.namespace, '-o', 'wide']) }),
    };
    if (!podState.known) return [unknownCheck(base, podState.problem)];
    const { siblings: others, siblingsProblem } = podState.value;
    if (others.length === 0) {
      return siblingsProblem === undefined
        ? [
            plainCheck(base, {
              verdict: 'ok',
              measured: 'none',
              reason: 'The workload has no other pod to compare with.',
            }),
          ]
        : [unknownCheck(base, siblingsProblem)];
    }
    const unwell = others.filter((each) => !isWell(each, collectedAt));
    const names = listed(unwell.map((each) => each.pod));
    return [
      measuredCheck(base, {
        threshold: 'siblings',
        value: (unwell.length / others.length) * 100,
        measured: `${others.length - unwell.length} of ${counted(others.length, 'pod')} well`,
        reasons: {
          ok: 'They are ready and did not restart within the last hour.',
          notice: `Not ready, or restarted within the last hour: ${names}.`,
          warning: `Most are not well either (${names}): it is the workload, and not this pod’s place.`,
        },
        details: podTable(others),
      }),
    ];
  },
});
