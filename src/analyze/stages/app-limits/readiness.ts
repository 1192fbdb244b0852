import { age } from '../../../units.ts';
import { notReady } from '../../figures/not-ready.ts';
import { defineCheck } from '../define-check.ts';
import { describePod, whyUnknown } from '../../figures/subject.ts';

/** Whether the pod is ready: one that is not gets no requests from Services. */
export const readiness = defineCheck({
  id: 'readiness',
  stage: 'app-limits',
  title: 'Readiness of the pod',
  scope: 'pod',
  method: 'errors',
  most: 'suspect',
  needs: ['podState', 'podEvents', 'log', 'audit'],
  shownBy: ({ audit }) => describePod(audit),
  look: (parts, { collectedAt }) => {
    const { podState } = parts;
    if (!podState.known) return { unknown: whyUnknown(podState) };
    if (podState.value.container.state !== 'running') return [];
    const found = notReady(parts);
    if (found === undefined)
      return { verdict: 'ok', measured: 'ready', reason: 'Services may send the pod requests.' };
    const { since, says, how } = found;
    return {
      verdict: how === 'untold' ? 'notice' : 'warning',
      measured: since === undefined ? 'not ready' : `not ready for ${age(since, collectedAt)}`,
      reason: `Services send the pod no requests: ${says.replace(/\.$/, '')}.`,
    };
  },
});
