import { counted, percent, share } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { rawOfNode, subjectOf, whyUnknown } from '../../figures/subject.ts';
import { KUBERNETES_MIXIN } from '../../figures/threshold.ts';

const FEW = 3;
const MOST_SHOWN = 10;

/** Whether the other pods on the node are well: a sick node makes many of them sick. */
export const neighboursHealth = defineCheck({
  stage: 'host-resources',
  id: 'neighbours-health',
  title: 'Other pods on the node',
  scope: 'host',
  method: 'errors',
  most: 'suspect',
  needs: ['neighbours', 'audit'],
  threshold: {
    what: 'Other pods on the node that are not well',
    unit: '%',
    comparison: 'above',
    notice: 0,
    warning: 25,
    why: 'Our choice: one sick pod is its own matter, a quarter of them points at the node. Fewer than 3 are a notice.',
    source: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  },
  shownBy: ({ audit }) => {
    const node = subjectOf(audit)?.pod.node;
    const argv = ['kubectl', 'get', 'pods', '-A', '--field-selector', `spec.nodeName=${node}`];
    return node === undefined ? {} : { command: shellLine(argv) };
  },
  look: ({ neighbours }) => {
    if (!neighbours.known) return { unknown: whyUnknown(neighbours) };
    const { total, unwell } = neighbours.value;
    return {
      value: share(unwell.length, total),
      measured: total === 0 ? 'none' : `${unwell.length} of ${total} unwell`,
      reasons: {
        ok: total === 0 ? 'No other pod is on the node.' : 'The other pods on the node are well.',
        notice: `${counted(unwell.length, 'pod')} on the node ${unwell.length === 1 ? 'is' : 'are'} not well, which is more likely their own trouble.`,
        warning: 'Many pods on the node are not well, which points at the node.',
      },
      cap:
        unwell.length < FEW
          ? { verdict: 'notice', reason: 'Too few pods are unwell to blame the node for it.' }
          : undefined,
      details: table(
        ['Namespace', 'Pod', 'Status', 'Restarts', 'Last exit'],
        unwell.map(({ namespace, pod, status, restarts, lastExit }) => [
          namespace,
          pod,
          status,
          String(restarts),
          lastExit === undefined ? '' : `${lastExit.code} ${lastExit.reason ?? ''}`.trimEnd(),
        ]),
      ),
    };
  },
});

/** Whether other containers of the node are throttled, which is a matter of their own limits. */
export const neighboursThrottled = defineCheck({
  stage: 'host-resources',
  id: 'neighbours-throttled',
  title: 'Throttled containers on the node',
  scope: 'host',
  method: 'saturation',
  most: 'cleared',
  needs: ['throttling', 'audit'],
  threshold: {
    what: 'CPU periods in which another container of the node was throttled, since its start',
    unit: '%',
    comparison: 'above',
    notice: 25,
    why: 'kubernetes-mixin alerts above 25%. It is those containers’ own limit, so it is never more than a notice here.',
    source: KUBERNETES_MIXIN,
  },
  shownBy: ({ audit }) => rawOfNode(audit, 'proxy/metrics/cadvisor'),
  look: ({ throttling, audit }) => {
    if (!throttling.known) return { unknown: whyUnknown(throttling) };
    const own = subjectOf(audit)?.pod;
    const others = throttling.value
      .filter(({ namespace, pod }) => namespace !== own?.namespace || pod !== own.name)
      .flatMap(({ namespace, pod, container, throttledPeriods, periods }) => {
        const value = percentOf(throttledPeriods, periods);
        return value === undefined ? [] : [{ value, row: [namespace, pod, container, percent(value)] }];
      })
      .toSorted((a, b) => b.value - a.value);
    const most = others[0]?.value ?? 0;
    return {
      value: most,
      measured: others.length === 0 ? 'none' : `at most ${percent(most)} of periods`,
      reasons: {
        ok: 'No other container of the node is throttled much.',
        notice: 'Other containers of the node run into their own CPU limits; that does not slow this one.',
      },
      details: table(
        ['Namespace', 'Pod', 'Container', 'Throttled'],
        others.slice(0, MOST_SHOWN).map(({ row }) => row),
      ),
    };
  },
});
