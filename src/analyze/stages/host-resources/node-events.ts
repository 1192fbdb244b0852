import { counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { eventTable } from '../details.ts';
import { minutesAgo } from '../../figures/window/rates.ts';
import { describeNode, whyUnknown } from '../../figures/subject.ts';
import { verdictOn } from '../../figures/thresholds.ts';
import { lastOf, recentEvents } from '../../figures/node/trouble.ts';

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
    const { alarms, repeated } = recentEvents(events.value, collectedAt);
    const again =
      repeated === 0
        ? ''
        : ` When the kubelet started, it repeated ${counted(repeated, 'event')} of an unknown time before.`;
    if (alarms.length === 0) {
      return {
        verdict: repeated > 0 ? 'notice' : 'ok',
        measured: 'no warnings',
        value: 0,
        threshold: 'recent-events',
        reason: `Nothing was reported about the node within the last hour.${again}`,
      };
    }
    const latest = Math.min(...alarms.map((event) => minutesAgo(lastOf(event), collectedAt) ?? 0));
    return {
      verdict: verdictOn('recent-events', latest),
      measured: listed([...new Set(alarms.map(({ reason }) => reason))]),
      value: alarms.length,
      threshold: 'recent-events',
      reason: `The node was in trouble within the last hour: ${counted(alarms.length, 'event')}.${again}`,
      details: eventTable(alarms, collectedAt),
    };
  },
});
