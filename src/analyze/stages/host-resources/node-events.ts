import type { EventEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { age, counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { minutesAgo } from '../minutes-ago.ts';
import { describeNode, whyUnknown } from '../subject.ts';
import { isReached, verdictOn } from '../thresholds.ts';

const MOST_SHOWN = 10;

/** Warnings about the node within the last hour. */
export const nodeEvents = defineCheck({
  stage: 'host-resources',
  id: 'node-events',
  title: 'Events of the node',
  scope: 'host',
  method: 'errors',
  most: 'suspect',
  needs: ['nodeEvents', 'audit'],
  threshold: 'recent-events',
  shownBy: ({ audit }) => describeNode(audit),
  look: ({ nodeEvents: events }, { collectedAt }) => {
    if (!events.known) return { unknown: whyUnknown(events) };
    const ago = (event: EventEvidence): number => minutesAgo(lastOf(event), collectedAt) ?? 0;
    const alarms = events.value.filter((event) => isAlarm(event) && isReached('recent-events', ago(event)));
    const starts = events.value.filter(isStart).map((event) => Date.parse(lastOf(event) ?? ''));
    const bad = alarms.filter((event) => !isRepeated(event, starts));
    const repeated = alarms.length - bad.length;
    const again =
      repeated === 0
        ? ''
        : ` When the kubelet started, it repeated ${counted(repeated, 'event')} of an unknown time before.`;
    if (bad.length === 0) {
      return {
        verdict: repeated > 0 ? 'notice' : 'ok',
        measured: 'no warnings',
        value: 0,
        threshold: 'recent-events',
        reason: `Nothing was reported about the node within the last hour.${again}`,
      };
    }
    return {
      verdict: verdictOn('recent-events', Math.min(...bad.map(ago))),
      measured: listed([...new Set(bad.map(({ reason }) => reason))]),
      value: bad.length,
      threshold: 'recent-events',
      reason: `The node was in trouble within the last hour: ${counted(bad.length, 'event')}.${again}`,
      details: table(
        ['Reason', 'Times', 'Last', 'Message'],
        bad
          .slice(0, MOST_SHOWN)
          .map(({ reason, count, lastAt, message }) => [
            reason,
            String(count),
            lastAt === undefined ? '' : age(lastAt, collectedAt),
            message,
          ]),
      ),
    };
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
