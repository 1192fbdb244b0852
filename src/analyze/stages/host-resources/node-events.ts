import type { Check } from '../../../contracts/diagnosis.ts';
import type { EventEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { age, counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { minutesAgo } from '../minutes-ago.ts';
import { describeNode, whyUnknown } from '../subject.ts';
import { isReached, thresholdOf, verdictOn } from '../thresholds.ts';

/** Warnings about the node within the last hour. */
export const nodeEvents = checkRule({
  stage: 'host-resources',
  needs: ['nodeEvents', 'audit'],
  judge: ({ nodeEvents: events, audit }, { collectedAt }): Check[] => {
    const base: CheckBase = {
      id: 'node-events',
      title: 'Events of the node',
      scope: 'host',
      method: 'errors',
      ...describeNode(audit),
    };
    if (!events.known) return [unknownCheck(base, whyUnknown(events))];
    const ago = (event: EventEvidence): number => minutesAgo(lastOf(event), collectedAt) ?? 0;
    const alarms = events.value.filter((event) => isAlarm(event) && isReached('recent-events', ago(event)));
    const starts = events.value.filter(isStart).map((event) => Date.parse(lastOf(event) ?? ''));
    const bad = alarms.filter((event) => !isRepeated(event, starts));
    const repeated = alarms.length - bad.length;
    const calm = repeated > 0 ? 'notice' : 'ok';
    return [
      plainCheck(base, {
        verdict: bad.length === 0 ? calm : verdictOn('recent-events', Math.min(...bad.map(ago))),
        measured: bad.length === 0 ? 'no warnings' : listed([...new Set(bad.map(({ reason }) => reason))]),
        value: bad.length,
        threshold: thresholdOf('recent-events'),
        reason: `${
          bad.length === 0
            ? 'Nothing was reported about the node within the last hour.'
            : `The node was in trouble within the last hour: ${counted(bad.length, 'event')}.`
        }${repeated === 0 ? '' : ` When the kubelet started, it repeated ${counted(repeated, 'event')} of an unknown time before.`}`,
        details: table(
          ['Reason', 'Times', 'Last', 'Message'],
          bad
            .slice(0, 10)
            .map(({ reason, count, lastAt, message }) => [
              reason,
              String(count),
              lastAt === undefined ? '' : age(lastAt, collectedAt),
              message,
            ]),
        ),
      }),
    ];
  },
});

/** Reasons that the kubelet reports as normal events although they explain a slow pod. */
const ALARMING = new Set(['NodeNotReady', 'NodeHasDiskPressure', 'NodeHasInsufficientMemory', 'Rebooted']);

/**
 * Warnings about how a node is set up, at each start of its kubelet, that are no trouble.
 * https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4569-cgroup-v1-maintenance-mode
 */
const HARMLESS = new Set(['CgroupV1']);

/**
 * What a kubelet tells again at its start: it reads the kernel's log from the beginning, and asks for sizes before they
 * are known. https://github.com/google/cadvisor/blob/master/utils/oomparser/oomparser.go
 */
const REPEATED_AT_START = new Set(['SystemOOM', 'OOMKilling', 'InvalidDiskCapacity']);

/** How long after its start a kubelet repeats events: our own choice; some seconds were seen. */
const START_MS = 10_000;

function isAlarm({ type, reason }: EventEvidence): boolean {
  return (type === 'Warning' && !HARMLESS.has(reason)) || ALARMING.has(reason);
}

function isStart({ reason, message }: EventEvidence): boolean {
  return reason === 'Starting' && /kubelet/i.test(message);
}

function isRepeated(event: EventEvidence, starts: readonly number[]): boolean {
  const at = Date.parse(lastOf(event) ?? '');
  return REPEATED_AT_START.has(event.reason) && starts.some((start) => at >= start && at - start <= START_MS);
}

function lastOf({ lastAt, firstAt }: EventEvidence): string | undefined {
  return lastAt ?? firstAt;
}
