import type { EventEvidence, ExitEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { Mend } from '../../../contracts/report.ts';
import { age, duration } from '../../../units.ts';
import { containerFieldCommand } from '../../command.ts';
import { decidingLine, ownLines } from '../../figures/container/log-words.ts';
import { notReady } from '../../figures/not-ready.ts';
import { minutesAgo } from '../../figures/window/rates.ts';
import { neverBegan } from '../../figures/container/never-began.ts';
import { startObstacle, startState } from '../../figures/container/start-obstacle.ts';
import { explainExit, signalOf } from '../app-limits/exit-codes.ts';
import { isRecent } from '../dependency-services/pod-health.ts';
import { asSentence } from '../../words.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { advice, lastLog } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, ruledOut, unsettled, type Candidate } from './weigh.ts';

/** The last run ended badly, and what stays down is down because of that. */
export const crash = defineCause({
  id: 'crash',
  title: 'The app crashes or does not start',
  topic: 'crashes',
  shownBy: ['restarts', 'last-exit', 'pod-events'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { lastExit: exit, restarts, state } = startState(facts.evidence, facts.subject);
  const down = isDown(facts);
  if (startObstacle(facts.evidence) !== undefined) return ruledOut('it does not get as far as to run');
  if (exit?.code === 0 && /Completed/.test(state) && restarts === 0)
    return ruledOut('it ran to its end, as a Job does');
  if (!down && !isRecent(exit?.finishedAt, facts.evidence.collectedAt)) return notLately(facts, restarts);
  const probe = failedProbe(facts, exit);
  const past = down ? undefined : wellSince(facts);
  const endsItself = down && exit?.code === 0;
  const how = howItEnded(exit, probe);
  const word = decidingLine(ownLines(facts.evidence));
  const said = word === undefined ? '' : ` Its log says: ${asSentence(`“${word.line}”`)}`;
  return candidate(
    {
      tier: down && probe === undefined ? 'down' : 'slow',
      text: `${down ? `The container does not run (${state}).` : `The container restarted ${past?.ago ?? 'within the last hour'}${restarts > 1 ? `, ${restarts} times in all` : ''}.`}${how}${said}`,
      points: [
        { holds: down, weight: 6, text: `Its state is ${state}.`, check: 'restarts' },
        { holds: exit !== undefined && exit.code !== 0, weight: 2, text: how.trim(), check: 'last-exit' },
        { holds: word !== undefined, weight: 1, text: saidBy(facts, 'last-log'), check: 'last-log' },
        { holds: restarts > 1, weight: 2, text: `It was restarted ${restarts} times.`, check: 'restarts' },
        { holds: probe !== undefined, text: probe?.message, weight: down ? 1 : -4, check: 'pod-events' },
        { holds: past !== undefined, weight: past?.isOver === true ? -6 : -2 },
      ],
      surer:
        facts.evidence.log?.known === false && facts.verdict('last-log') === 'unknown'
          ? [readLog(facts)]
          : [],
      mends: [
        ...(probe === undefined ? [] : [patience(facts, probe)]),
        ...(endsItself ? [STAYS] : []),
        ...(hadRun(exit) ? [lastLog(facts, endsItself ? undefined : word?.line)] : []),
        ...exitMends(exit),
      ],
    },
    contributes(
      `${past === undefined ? '' : `It restarted ${past.ago}, and has run since.`}${how || ' It restarted.'}`.trim(),
    ),
  );
}

/** It runs, and nothing says that it ended lately; ruled out only where that was seen. */
function notLately(facts: Facts, restarts: number): Candidate {
  // Then the events are of the probe, or of another container.
  if (notReady(facts.evidence) !== undefined) return unsettled('its pod is not ready');
  if (isBad(facts.verdict('pod-events'))) return contributes(saidBy(facts, 'pod-events'));
  if (facts.verdict('restarts') === 'unknown') return open('how often it was restarted could not be seen');
  return ruledOut(
    restarts === 0 ? 'it was never restarted' : 'it runs, and its last restart is longer ago than an hour',
  );
}

/**
 * It is ready again, is not held back now, and has run for twice as long as its runs before lasted in the mean, or for
 * longer than the kubelet ever waits before it starts one anew: what people complain about is hardly that. `isOver`: both.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
function wellSince({
  evidence: { collectedAt, podEvents },
  state,
  subject,
}: Facts): { ago: string; isOver: boolean } | undefined {
  const { ready, restarts = 0, lastExit: exit } = state?.container ?? {};
  const minutes = minutesAgo(exit?.finishedAt, collectedAt);
  if (ready !== true || minutes === undefined) return undefined;
  const began = Date.parse(state?.container.startedAt ?? exit?.finishedAt ?? '');
  const isHeldBack = ({ reason, lastAt, firstAt }: EventEvidence): boolean =>
    reason === 'BackOff' && Date.parse(lastAt ?? firstAt ?? '') > began + EVENT_LAG_MS;
  if (podEvents.known && podEvents.value.some(isHeldBack)) return undefined;
  const before = (minutesAgo(subject.pod.createdAt, collectedAt) ?? Number.POSITIVE_INFINITY) - minutes;
  const longer = minutes >= (2 * before) / Math.max(1, restarts);
  const late = minutes >= LONGEST_BACK_OFF;
  return longer || late
    ? { ago: `${age(exit?.finishedAt ?? '', collectedAt)} ago`, isOver: longer && late }
    : undefined;
}

/** In minutes. */
const LONGEST_BACK_OFF = 5;
/** Events are written some time after what they tell of. */
const EVENT_LAG_MS = 10_000;

/** The liveness or startup probe for whose failure the kubelet ended the last run, by its name, and what it was told. */
interface FailedProbe {
  kind: 'liveness' | 'startup';
  message: string;
}

/** The kubelet asks a program to end, and kills it after that; what ended otherwise was not ended for its probe. */
function failedProbe({ evidence: { podEvents } }: Facts, exit?: ExitEvidence): FailedProbe | undefined {
  if (!podEvents.known || exit?.reason === 'OOMKilled') return undefined;
  const isKilled = podEvents.value.some(
    ({ reason, message }) => reason === 'Killing' && /liveness|startup/i.test(message),
  );
  if (!isKilled && ![SIGKILL, SIGTERM].includes(signalOf(exit?.code ?? 0) ?? 0)) return undefined;
  const event = podEvents.value.find(
    ({ reason, message }) => reason === 'Unhealthy' && /^(?:liveness|startup)/i.test(message),
  );
  return event && { kind: /^startup/i.test(event.message) ? 'startup' : 'liveness', message: event.message };
}

const SIGKILL = 9;
const SIGTERM = 15;

function howItEnded(exit: ExitEvidence | undefined, probe: FailedProbe | undefined): string {
  if (exit === undefined) return '';
  const ran = lasted(exit);
  if (probe !== undefined)
    return ` The kubelet ended its last run${ran} (exit code ${exit.code}), because its ${probe.kind} probe failed: ${asSentence(probe.message.replace(/^\w+ probe failed: /i, ''))} Either the app hangs or is slow, or the probe gives it too little time.`;
  return ` Its last run ended${ran} with exit code ${exit.code}: ${explainExit(exit)}.`;
}

/** ` after 12 s`. */
function lasted({ startedAt, finishedAt }: ExitEvidence): string {
  const ms = Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '');
  return ms > 0 ? ` after ${duration(ms)}` : '';
}

function patience({ subject }: Facts, { kind }: FailedProbe): Mend {
  return advice(
    `See what its ${kind} probe asks, and how much time it gives`,
    'A start that takes long wants a startupProbe; an answer that takes long wants timeoutSeconds and failureThreshold, or a page that does less. What makes the app slow is seen while it runs: diagnose it then.',
    containerFieldCommand(subject, 'spec', `${kind}Probe`),
  );
}

const STAYS = advice(
  'Keep its program in the foreground, or run it as a Job',
  'A container ends with its first process, and restartPolicy Always starts it again: what goes into the background takes the container with it.',
);

function hadRun(exit: ExitEvidence | undefined): boolean {
  return exit !== undefined && !neverBegan(exit);
}

function readLog(facts: Facts): Candidate['surer'][number] {
  const { command } = lastLog(facts);
  return { text: saidBy(facts, 'last-log'), command };
}

function exitMends(exit: ExitEvidence | undefined): Mend[] {
  if (exit?.code !== 127 && exit?.code !== 126) return [];
  return [advice('Check command and args against the image', asSentence(explainExit(exit)))];
}
