import type { ExitEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { explainExit } from '../app-limits/exit-codes.ts';
import { isRecent } from '../dependency-services/pod-health.ts';
import { defineCause } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { advice, lastLog } from './mends.ts';
import { obstacle } from './not-started.ts';
import { candidate, contributes, ruledOut, type Candidate } from './weigh.ts';

/** The last run ended badly, and what stays down is down because of that. */
export const crash = defineCause({
  id: 'crash',
  title: 'The app crashes or does not start',
  topic: 'crashes',
  shownBy: ['restarts', 'last-exit', 'pod-events'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { state, subject, evidence } = facts;
  const exit: ExitEvidence | undefined = state?.container.lastExit ?? subject.container.lastExit;
  const restarts = state?.container.restarts ?? subject.container.restarts;
  const status = state?.container.state ?? subject.container.notRunning ?? 'running';
  const down = isDown(facts);
  const stopped = exit !== undefined && exit.code === 0 && /Completed/.test(status) && restarts === 0;
  if (obstacle(facts) !== undefined) return ruledOut('it does not get as far as to run');
  if (stopped) return ruledOut('it ran to its end, as a Job does');
  if (!down && !(exit !== undefined && isRecent(exit.finishedAt, evidence.collectedAt))) {
    return ruledOut(
      restarts === 0 ? 'it was never restarted' : 'it runs, and its last restart is longer ago than an hour',
    );
  }
  const byProbe =
    evidence.podEvents.known &&
    evidence.podEvents.value.some(
      ({ reason, message }) => /Killing|Unhealthy/.test(reason) && /liveness|startup/i.test(message),
    );
  const how =
    exit === undefined ? '' : ` Its last run ended with exit code ${exit.code}: ${explainExit(exit)}.`;
  const probed = byProbe
    ? ' The kubelet kills it because its liveness or startup probe fails: that is a symptom of what makes it slow.'
    : '';
  return candidate(
    {
      tier: down && !byProbe ? 'down' : 'slow',
      text: `${down ? `The container does not run (${status}).` : `The container restarted within the last hour${restarts > 1 ? `, ${restarts} times in all` : ''}.`}${how}${probed}`,
      points: [
        { holds: down, weight: 6, text: `Its state is ${status}.`, check: 'restarts' },
        {
          holds: exit !== undefined && exit.code !== 0,
          weight: 2,
          text:
            exit === undefined ? '' : `Its last run ended with exit code ${exit.code}: ${explainExit(exit)}.`,
          check: 'last-exit',
        },
        {
          holds: restarts > 1,
          weight: 2,
          text: `It was restarted ${restarts} times.`,
          check: 'restarts',
        },
        { holds: byProbe, weight: -4 },
      ],
      mends: [lastLog(facts), ...exitMends(exit)],
    },
    contributes(`${how.trim() || 'It restarted.'}${probed}`),
  );
}

function exitMends(exit: ExitEvidence | undefined): Candidate['mends'] {
  if (exit?.code === 127 || exit?.code === 126) {
    return [
      advice(
        'Check command and args against the image',
        exit.code === 127
          ? 'The program, or a library or interpreter that it needs, is not in the image or not in PATH.'
          : 'The file is there, but is no program for this machine, or lacks the right to be executed.',
      ),
    ];
  }
  return [];
}
