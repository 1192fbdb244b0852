import type { CheckVerdict } from '../../../contracts/diagnosis.ts';
import type { ContainerStateEvidence, ExitEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { age, counted } from '../../../units.ts';
import { neverBegan, isHeldUp } from '../../figures/container/never-began.ts';
import { containerFieldCommand } from '../../command.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { harshest, isHarsher, type Threshold } from '../../figures/threshold.ts';
import { minutesAgo, increase } from '../../figures/window/rates.ts';
import { inContainer, subjectOf, whyUnknown } from '../../figures/subject.ts';
import { verdictOn } from '../../figures/thresholds.ts';
import { explainExit } from './exit-codes.ts';
import { LIMIT_PARTS, type LimitParts } from './limits.ts';

const OOM_KILLS: Threshold = {
  what: 'Processes of the container that the kernel killed because its memory limit was reached',
  unit: '',
  comparison: 'above',
  warning: 0,
  why: 'Each one is a process that was lost; in the window, or when it ended the last run within the hour, it is a problem.',
  source: 'https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files',
};

const RESTARTS: Threshold = {
  what: 'Restarts of the container',
  unit: '',
  comparison: 'above',
  notice: 0,
  warning: 5,
  why: 'Each one is a time without service. Whether it still goes on says the last exit; the second value is our choice.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
};

/** Processes of the container that were killed because it reached its memory limit. */
export const oomKills = defineCheck({
  id: 'oom-kills',
  stage: 'app-limits',
  title: 'Killed for memory',
  scope: 'container',
  method: 'errors',
  needs: LIMIT_PARTS,
  threshold: OOM_KILLS,
  shownBy: (parts) => inContainer(parts.audit, ['cat', eventsFile(parts)]),
  look: ({ sample, podState }, { collectedAt }) => {
    const counter = sample.known ? sample.value.cgroup.memory.oomKills : undefined;
    const inWindow = increase(counter);
    const exit = podState.known ? podState.value.container.lastExit : undefined;
    const killed = exit?.reason === 'OOMKilled' ? exit : undefined;
    if (counter === undefined && killed === undefined)
      return { unknown: sample.known ? 'The cgroup does not count them here.' : whyUnknown(sample) };
    const since = counter?.last ?? 0;
    return {
      verdict: harshest(
        'ok',
        (inWindow ?? 0) > 0 ? 'problem' : 'ok',
        since > 0 ? 'warning' : 'ok',
        killed === undefined ? 'ok' : ageVerdict(killed, collectedAt, 'problem'),
      ),
      measured:
        killed === undefined
          ? `${since} since its start`
          : `last run ended so${agoWords(killed, collectedAt)}`,
      value: since + (killed === undefined ? 0 : 1),
      threshold: OOM_KILLS,
      reason: oomReason({ inWindow: inWindow ?? 0, since, killed }),
      details: [
        ...(inWindow === undefined
          ? []
          : [line(`In the window: ${counted(inWindow, 'process', 'processes')}`)]),
        ...(counter === undefined
          ? []
          : [line(`Since the container started: ${counted(since, 'process', 'processes')}`)]),
      ],
    };
  },
});

/** How often the container was restarted. */
export const restarts = defineCheck({
  id: 'restarts',
  stage: 'app-limits',
  title: 'Restarts',
  scope: 'container',
  method: 'errors',
  needs: LIMIT_PARTS,
  threshold: RESTARTS,
  shownBy: (parts) => fieldCommand(parts, 'restartCount'),
  look: ({ podState }, { collectedAt }) => {
    if (!podState.known) return { unknown: whyUnknown(podState) };
    const { container } = podState.value;
    const verdict = restartVerdict(container, collectedAt);
    return {
      verdict,
      measured: counted(container.restarts, 'restart'),
      value: container.restarts,
      threshold: RESTARTS,
      reason: restartReason(container, verdict, collectedAt),
      details: [
        line(`State: ${container.state}`),
        ...(container.startedAt === undefined
          ? []
          : [line(`Running for ${age(container.startedAt, collectedAt)}`)]),
      ],
    };
  },
});

/** How the last run ended, and what its exit code means. */
export const lastExit = defineCheck({
  id: 'last-exit',
  stage: 'app-limits',
  title: 'Last exit',
  scope: 'container',
  method: 'errors',
  needs: LIMIT_PARTS,
  shownBy: (parts) => fieldCommand(parts, 'lastState'),
  look: ({ podState }, { collectedAt }) => {
    if (!podState.known) return { unknown: whyUnknown(podState) };
    const { lastExit: exit, state } = podState.value.container;
    if (exit === undefined)
      return {
        verdict: 'ok',
        measured: 'none',
        reason:
          state === 'running'
            ? 'The container has run without a stop since it was made.'
            : 'The container has not run yet.',
      };
    const { code, reason, message } = exit;
    const harsh = isHeldUp(state) && code !== 0 ? 'problem' : 'warning';
    return {
      verdict: code === 0 ? 'notice' : ageVerdict(exit, collectedAt, harsh),
      measured: `code ${code}${reason === undefined ? '' : ` (${reason})`}${agoWords(exit, collectedAt)}`,
      value: code,
      threshold: 'recent-exit',
      reason: `Code ${code}: ${explainExit(exit)}.`,
      details: message === undefined || message === '' ? [] : [line(`Message: ${message}`)],
    };
  },
});

/** The harsher, the more recent: `harsh` within the hour, a notice beyond a day. An exit without a time is recent. */
function ageVerdict(exit: ExitEvidence, now: string, harsh: 'warning' | 'problem'): CheckVerdict {
  const minutes = minutesAgo(exit.finishedAt, now) ?? 0;
  const reached = verdictOn('recent-exit', minutes);
  return reached === 'warning' ? harsh : 'notice';
}

function agoWords({ finishedAt }: ExitEvidence, now: string): string {
  return finishedAt === undefined ? '' : `, ${age(finishedAt, now)} ago`;
}

function restartVerdict(container: ContainerStateEvidence, now: string): CheckVerdict {
  if (isHeldUp(container.state)) return 'problem';
  const recent = container.lastExit === undefined ? 'ok' : ageVerdict(container.lastExit, now, 'warning');
  const many = verdictOn(RESTARTS, container.restarts);
  // Many restarts of long ago are no more than worth knowing.
  return container.restarts > 0 && recent === 'warning'
    ? harshest(many, 'warning')
    : isHarsher(many, 'notice')
      ? 'notice'
      : many;
}

function restartReason(
  { restarts: count, state, lastExit: exit }: ContainerStateEvidence,
  verdict: CheckVerdict,
  now: string,
): string {
  if (verdict === 'problem')
    return `The container ${count > 0 && (exit === undefined || !neverBegan(exit)) ? 'does not stay up' : 'cannot be started'}: ${state}.`;
  if (count === 0) return 'The container was never restarted.';
  const last = exit?.finishedAt === undefined ? '' : `, last ${age(exit.finishedAt, now)} ago`;
  return verdict === 'warning'
    ? `The container was restarted within the last hour${last}; requests of that time failed.`
    : `The container was restarted ${count === 1 ? 'once' : `${count} times`}${last}.`;
}

function oomReason(found: { inWindow: number; since: number; killed: ExitEvidence | undefined }): string {
  if (found.inWindow > 0) return 'A process of the container was killed for memory while we looked.';
  if (found.killed !== undefined)
    return 'The last run was killed because the container reached its memory limit.';
  if (found.since > 0) return 'A child process was killed for memory; the container itself went on.';
  return 'Nothing of the container was killed for memory.';
}

function fieldCommand({ audit }: LimitParts, field: string): { command?: string } {
  const subject = subjectOf(audit);
  return subject === undefined ? {} : { command: containerFieldCommand(subject, 'status', field) };
}

function eventsFile({ sample }: LimitParts): string {
  return sample.known && sample.value.cgroup.version === 1
    ? '/sys/fs/cgroup/memory/memory.oom_control'
    : '/sys/fs/cgroup/memory.events';
}
