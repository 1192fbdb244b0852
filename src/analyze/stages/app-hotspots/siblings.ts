import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { isWell, podTable } from '../dependency-services/pod-health.ts';
import { subjectOf } from '../../figures/subject.ts';

/** Whether the other pods of the workload are well: if not, it is not this pod's place. */
export const siblings = defineCheck({
  id: 'siblings',
  stage: 'app-hotspots',
  title: 'Other pods of the workload',
  scope: 'cluster',
  needs: ['audit', 'podState'],
  threshold: {
    what: 'Other pods of the workload that are not well',
    unit: '%',
    comparison: 'above',
    notice: 0,
    warning: 50,
    why: 'Our choice: when most are not well, it is not this pod’s place.',
    source: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  },
  shownBy: ({ audit }) => {
    const pod = subjectOf(audit)?.pod;
    if (pod === undefined) return {};
    return { command: shellLine(['kubectl', 'get', 'pods', '-n', pod.namespace, '-o', 'wide']) };
  },
  look: ({ podState }, { collectedAt }) => {
    if (!podState.known) return { unknown: podState.problem };
    const { siblings: others, siblingsProblem } = podState.value;
    if (others.length === 0) {
      if (siblingsProblem !== undefined) return { unknown: siblingsProblem };
      return {
        verdict: 'ok',
        measured: 'none',
        reason: 'The workload has no other pod to compare with.',
      };
    }
    const unwell = others.filter((each) => !isWell(each, collectedAt));
    const names = listed(unwell.map((each) => each.pod));
    return {
      value: (unwell.length / others.length) * 100,
      measured: `${others.length - unwell.length} of ${counted(others.length, 'pod')} well`,
      reasons: {
        ok: 'They are ready and did not restart within the last hour.',
        notice: `Not ready, or restarted within the last hour: ${names}.`,
        warning: `Most are not well either (${names}): it is the workload, and not this pod’s place.`,
      },
      details: podTable(others),
    };
  },
});
