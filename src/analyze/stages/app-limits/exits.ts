import type { Check, CheckVerdict } from '../../../contracts/diagnosis.ts';
import type { ContainerStateEvidence, ExitEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { age, counted } from '../../../units.ts';
import { containerFieldCommand } from '../../command.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { harshest, isHarsher } from '../threshold.ts';
import { checkRule } from '../check-rule.ts';
import { isHeldUp } from '../starting.ts';
import { minutesAgo } from '../minutes-ago.ts';
import { increase } from '../rates.ts';
import { inContainer, subjectOf, whyUnknown } from '../subject.ts';
import { thresholdOf, verdictOn } from '../thresholds.ts';
import { explainExit } from './exit-codes.ts';
import { LIMIT_PARTS, type LimitParts } from './limits.ts';

/** Processes of the container that were killed because it reached its memory limit. */
export const oomKills = checkRule({
  stage: 'app-limits',
  needs: LIMIT_PARTS,
  judge: (parts, { collectedAt }): Check[] => {
    const { sample, podState, audit } = parts;
    const base: CheckBase = {
      id: 'oom-kills',
      title: 'Killed for memory',
      scope: 'container',
      method: 'errors',
      ...inContainer(audit, ['cat', eventsFile(parts)]),
    };
    const counter = sample.known ? sample.value.cgroup.memory.oomKills : undefined;
    const inWindow = increase(counter);
    const exit = podState.known ? podState.value.container.lastExit : undefined;
    const killed = exit?.reason === 'OOMKilled' ? exit : undefined;
    if (counter === undefined && killed === undefined)
      return [unknownCheck(base, sample.known ? 'The cgroup does not count them here.' : whyUnknown(sample))];
    const since = counter?.last ?? 0;
    const verdict = harshest(
      'ok',
      (inWindow ?? 0) > 0 ? 'problem' : 'ok',
      since > 0 ? 'warning' : 'ok',
      killed === undefined ? 'ok' : ageVerdict(killed, collectedAt, 'problem'),
    );
    return [
      plainCheck(base, {
        verdict,
        measured:
          killed === undefined
            ? `${since} since its start`
            : `last run ended so${agoWords(killed, collectedAt)}`,
        value: since + (killed === undefined ? 0 : 1),
        threshold: thresholdOf('oom-kills'),
        reason: oomReason({ inWindow: inWindow ?? 0, since, killed }),
        details: [
          ...(inWindow === undefined
            ? []
            : [line(`In the window: ${counted(inWindow, 'process', 'processes')}`)]),
          ...(counter === undefined
            ? []
            : [line(`Since the container started: ${counted(since, 'process', 'processes')}`)]),
        ],
      }),
    ];
  },
});

/** How often the container was restarted. */
export const restarts = checkRule({
  stage: 'app-limits',
  needs: LIMIT_PARTS,
  judge: (parts, { collectedAt }): Check[] => {
    const base: CheckBase = {
      id: 'restarts',
      title: 'Restarts',
      scope: 'container',
      method: 'errors',
      ...fieldCommand(parts, 'restartCount'),
    };
    const { podState } = parts;
    if (!podState.known) return [unknownCheck(base, whyUnknown(podState))];
    const { container } = podState.value;
    const verdict = restartVerdict(container, collectedAt);
    return [
      plainCheck(base, {
        verdict,
        measured: counted(container.restarts, 'restart'),
        value: container.restarts,
        threshold: thresholdOf('restarts'),
        reason: restartReason(container, verdict, collectedAt),
        details: [
          line(`State: ${container.state}`),
          ...(container.startedAt === undefined
            ? []
            : [line(`Running for ${age(container.startedAt, collectedAt)}`)]),
        ],
      }),
    ];
  },
});

/** How the last run ended, and what its exit code means. */
export const lastExit = checkRule({
  stage: 'app-limits',
  needs: LIMIT_PARTS,
  judge: (parts, { collectedAt }): Check[] => {
    const base: CheckBase = {
      id: 'last-exit',
      title: 'Last exit',
      scope: 'container',
      method: 'errors',
      ...fieldCommand(parts, 'lastState'),
    };
    const { podState } = parts;
    if (!podState.known) return [unknownCheck(base, whyUnknown(podState))];
    const exit = podState.value.container.lastExit;
    if (exit === undefined) {
      return [
        plainCheck(base, {
          verdict: 'ok',
          measured: 'none',
          reason:
            podState.value.container.state === 'running'
              ? 'The container has run without a stop since it was made.'
              : 'The container has not run yet.',
        }),
      ];
    }
    const { code, reason, message } = exit;
    const harsh = isHeldUp(podState.value.container.state) && code !== 0 ? 'problem' : 'warning';
    return [
      plainCheck(base, {
        verdict: code === 0 ? 'notice' : ageVerdict(exit, collectedAt, harsh),
        measured: `code ${code}${reason === undefined ? '' : ` (${reason})`}${agoWords(exit, collectedAt)}`,
        value: code,
        threshold: thresholdOf('recent-exit'),
        reason: `Code ${code}: ${explainExit(exit)}.`,
        details: message === undefined || message === '' ? [] : [line(`Message: ${message}`)],
      }),
    ];
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
  const many = verdictOn('restarts', container.restarts);
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
    return `The container ${count > 0 ? 'does not stay up' : 'cannot be started'}: ${state}.`;
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
