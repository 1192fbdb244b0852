import type { CheckVerdict } from '../../../contracts/diagnosis.ts';
import type { EventEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { eventTable } from '../details.ts';
import { harshest } from '../../figures/threshold.ts';
import { minutesAgo } from '../../figures/window/rates.ts';
import { describePod, whyUnknown } from '../../figures/subject.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';

/** What the reasons of events mean. https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/events/event.go */
const REASONS: Readonly<Record<string, { verdict: CheckVerdict; means: string }>> = {
  Unhealthy: { verdict: 'warning', means: 'a probe failed' },
  ProbeWarning: { verdict: 'warning', means: 'a probe gave a warning' },
  BackOff: {
    verdict: 'warning',
    means: 'the container fails again and again, so the kubelet waits before it starts it',
  },
  OOMKilling: { verdict: 'problem', means: 'the kernel killed a process for memory' },
  Evicted: {
    verdict: 'problem',
    means: 'the kubelet removed the pod because the node was short of something',
  },
  Preempted: { verdict: 'warning', means: 'the pod had to make room for one of higher priority' },
  Killing: { verdict: 'notice', means: 'the kubelet stopped a container' },
  FailedScheduling: { verdict: 'warning', means: 'no node had room for the pod' },
  FailedMount: { verdict: 'warning', means: 'a volume could not be mounted' },
  FailedCreatePodSandBox: { verdict: 'warning', means: 'the pod’s network or sandbox could not be made' },
  FailedPostStartHook: { verdict: 'warning', means: 'the postStart hook failed' },
  FailedPreStopHook: { verdict: 'warning', means: 'the preStop hook failed' },
  Failed: {
    verdict: 'warning',
    means: 'the container could not be started, or its image could not be pulled',
  },
};

/** What was reported about the pod within the last hour. */
export const podEvents = defineCheck({
  id: 'pod-events',
  stage: 'app-limits',
  title: 'Events of the pod',
  scope: 'pod',
  method: 'errors',
  most: 'suspect',
  needs: ['podEvents', 'audit'],
  shownBy: ({ audit }) => describePod(audit),
  look: ({ podEvents: events }, { collectedAt }) => {
    if (!events.known) return { unknown: whyUnknown(events) };
    const recent = events.value.filter((event) => isReached('recent-events', minutesOf(event, collectedAt)));
    const bad = recent.filter((event) => verdictOf(event, collectedAt) !== 'ok');
    const verdict = harshest('ok', ...bad.map((event) => verdictOf(event, collectedAt)));
    const worst = bad.find((event) => verdictOf(event, collectedAt) === verdict);
    return {
      verdict,
      measured: bad.length === 0 ? 'nothing bad' : listed([...new Set(bad.map(({ reason }) => reason))]),
      value: bad.length,
      threshold: 'recent-events',
      reason:
        worst === undefined
          ? 'Nothing bad was reported about the pod within the last hour.'
          : `Within the last hour: ${meaning(worst)} (${worst.reason}, ${worst.count === 1 ? 'once' : `${worst.count} times`}).`,
      details: eventTable(recent, collectedAt),
    };
  },
});

/** What happened some time ago is worth knowing; what goes on is reported again and again. */
function verdictOf(event: EventEvidence, now: string): CheckVerdict {
  const { type, reason } = event;
  const full = known(reason)?.verdict ?? (type === 'Warning' ? 'warning' : 'ok');
  const goesOn = verdictOn('recent-events', minutesOf(event, now)) === 'warning';
  return goesOn || full === 'ok' ? full : 'notice';
}

/** Minutes since it happened last; an event without a time is new. */
function minutesOf({ lastAt, firstAt }: EventEvidence, now: string): number {
  return minutesAgo(lastAt ?? firstAt, now) ?? 0;
}

function meaning({ reason }: EventEvidence): string {
  return known(reason)?.means ?? 'the cluster reported a warning';
}

function known(reason: string): (typeof REASONS)[string] | undefined {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
}
