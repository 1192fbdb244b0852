import type { Check } from '../../../contracts/diagnosis.ts';
import { counted, percent, share } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { rawOfNode, subjectOf, whyUnknown } from '../subject.ts';
import { shellLine } from '../../command.ts';

const FEW = 3;

/** Whether the other pods on the node are well: a sick node makes many of them sick. */
export const neighboursHealth = checkRule({
  stage: 'host-resources',
  needs: ['neighbours', 'audit'],
  judge: ({ neighbours, audit }): Check[] => {
    const node = subjectOf(audit)?.pod.node;
    const base: CheckBase = {
      id: 'neighbours-health',
      title: 'Other pods on the node',
      scope: 'host',
      method: 'errors',
      ...(node === undefined
        ? {}
        : {
            command: shellLine(['kubectl', 'get', 'pods', '-A', '--field-selector', `spec.nodeName=${node}`]),
          }),
    };
    if (!neighbours.known) return [unknownCheck(base, whyUnknown(neighbours))];
    const { total, unwell } = neighbours.value;
    return [
      measuredCheck(base, {
        threshold: 'neighbours-health',
        value: share(unwell.length, total),
        measured: total === 0 ? 'none' : `${unwell.length} of ${total} unwell`,
        reasons: {
          ok: total === 0 ? 'No other pod is on the node.' : 'The other pods on the node are well.',
          notice: `${counted(unwell.length, 'pod')} on the node ${unwell.length === 1 ? 'is' : 'are'} not well, which is more likely their own trouble.`,
          warning: 'Many pods on the node are not well, which points at the node.',
        },
        ...(unwell.length < FEW
          ? {
              cap: {
                verdict: 'notice' as const,
                reason: 'Too few pods are unwell to blame the node for it.',
              },
            }
          : {}),
        details: table(
          ['Namespace', 'Pod', 'Status', 'Restarts', 'Last exit'],
          unwell.map(({ namespace, pod, status, restarts, lastExit }) => [
            namespace,
            pod,
            status,
            String(restarts),
            lastExit === undefined
              ? ''
              : `${lastExit.code}${lastExit.reason === undefined ? '' : ` ${lastExit.reason}`}`,
          ]),
        ),
      }),
    ];
  },
});

/** Whether other containers of the node are throttled, which is a matter of their own limits. */
export const neighboursThrottled = checkRule({
  stage: 'host-resources',
  needs: ['throttling', 'audit'],
  judge: ({ throttling, audit }): Check[] => {
    const base: CheckBase = {
      id: 'neighbours-throttled',
      title: 'Throttled containers on the node',
      scope: 'host',
      method: 'saturation',
      ...rawOfNode(audit, 'proxy/metrics/cadvisor'),
    };
    if (!throttling.known) return [unknownCheck(base, whyUnknown(throttling))];
    const own = subjectOf(audit)?.pod;
    const others = throttling.value
      .filter(({ namespace, pod }) => namespace !== own?.namespace || pod !== own.name)
      .flatMap((one) => {
        const value = percentOf(one.throttledPeriods, one.periods);
        return value === undefined ? [] : [{ ...one, value }];
      })
      .toSorted((a, b) => b.value - a.value);
    const most = others[0]?.value ?? 0;
    return [
      measuredCheck(base, {
        threshold: 'neighbours-throttled',
        value: most,
        measured: others.length === 0 ? 'none' : `at most ${percent(most)} of periods`,
        reasons: {
          ok: 'No other container of the node is throttled much.',
          notice: 'Other containers of the node run into their own CPU limits; that does not slow this one.',
        },
        details: table(
          ['Namespace', 'Pod', 'Container', 'Throttled'],
          others
            .slice(0, 10)
            .map(({ namespace, pod, container, value }) => [namespace, pod, container, percent(value)]),
        ),
      }),
    ];
  },
});
