import type { ExitEvidence } from '../../../diagnosis-evidence.ts';
import { percent } from '../../../units.ts';
import { linkServices, linksDominate } from '../../judgement.ts';
import { disableServiceLinks, fewerServices, smallEnvironment, splitNamespaces } from '../../mends.ts';
import { symptomOf } from '../../rules/exec-impossible.ts';
import { isRecent } from '../dependency-services/pod-health.ts';
import { increase } from '../rates.ts';
import { isBad, type Facts } from './facts.ts';
import { advice, lastLog, raiseMemoryLimit } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

const TOO_LONG = /argument list too long|E2BIG/i;
const SIGNALS: Readonly<Record<number, string>> = {
  2: 'SIGINT',
  4: 'SIGILL: an instruction that this CPU does not know',
  6: 'SIGABRT: the program gave up by itself',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL: killed from outside',
  11: 'SIGSEGV: it used memory that is not its own',
  15: 'SIGTERM: it was told to stop',
};

/** Nothing can be started: the environment is larger than the kernel takes. */
export function execLimit(facts: Facts): Candidate {
  const { environment, state, subject } = facts;
  const { judgement } = environment;
  const { lastExit } = state?.container ?? {};
  const said = TOO_LONG.test(
    `${lastExit?.message ?? ''} ${lastExit?.reason ?? ''} ${state?.container.state ?? ''}`,
  );
  const symptom = said ? 'the container cannot start: argument list too long' : symptomOf(judgement);
  const { now, nextRestart } = judgement.headroom;
  const mends = linksDominate(judgement)
    ? [disableServiceLinks(subject), fewerServices(subject, linkServices(judgement)), splitNamespaces()]
    : [smallEnvironment(judgement.runtime)];
  const use = `arguments and environment use ${percent(now.percent)} of what the kernel takes for one exec, ${percent(nextRestart.percent)} at the next start`;
  if (symptom === undefined && nextRestart.percent > 100) {
    return {
      ...ruledOut('exec-limit', `It runs, but it will not start again: ${use}.`),
      standing: 'contributes',
      confidence: 'likely',
      mends,
    };
  }
  if (symptom === undefined) return ruledOut('exec-limit', use);
  const told = said || !symptom.includes('above the kernel');
  return (
    candidate(
      {
        cause: 'exec-limit',
        tier: 'down',
        text: `The environment is larger than the kernel takes: ${symptom}; ${use}.`,
        points: [
          {
            holds: true,
            weight: told ? 6 : 4,
            text: `${symptom.slice(0, 1).toUpperCase()}${symptom.slice(1)}.`,
            stage: 'app-limits',
            check: 'exec-limit',
          },
        ],
        mends,
      },
      undefined,
    ) ?? ruledOut('exec-limit', use)
  );
}

/** Killed for memory, or throttled by its memory limit. */
export function memoryLimit(facts: Facts): Candidate {
  const { state, sample, evidence } = facts;
  const { lastExit, restarts = 0 } = state?.container ?? {};
  const kills = increase(sample?.cgroup.memory.oomKills) ?? 0;
  const killed = lastExit?.reason === 'OOMKilled';
  const lately = killed && (isRecent(lastExit.finishedAt, evidence.collectedAt) || isDown(facts));
  const mends = [
    raiseMemoryLimit(facts),
    advice(
      'Look for a leak',
      'A heap profile of the running app shows what is kept: node --heapsnapshot-signal, jcmd GC.heap_dump, pprof heap.',
    ),
  ];
  const slow = candidate(
    {
      cause: 'memory-limit',
      text: 'The container is at its memory limit: it keeps giving pages back and reading them again.',
      points: [
        {
          holds: isBad(facts.verdict('memory-limit-hits')),
          weight: 2,
          text: 'It hits its memory limit again and again.',
          stage: 'app-limits',
          check: 'memory-limit-hits',
        },
        {
          holds: facts.verdict('memory-usage') === 'problem',
          weight: 1,
          text: 'Its memory is used up.',
          stage: 'app-limits',
          check: 'memory-usage',
        },
        {
          holds: isBad(facts.verdict('major-faults')),
          weight: 2,
          text: 'Its main process waits for memory to be read from a disk.',
          stage: 'app-hotspots',
          check: 'major-faults',
        },
      ],
      mends,
    },
    undefined,
  );
  if (lately || kills > 0) {
    const limit = facts.subject.container.memoryLimit;
    const when = kills > 0 ? 'in the window' : 'within the last hour or last before it went down';
    return (
      candidate(
        {
          cause: 'memory-limit',
          tier: 'down',
          text: `Memory: the kernel killed a process of the container for memory ${when} (OOMKilled)${restarts > 0 ? `; it was restarted ${restarts === 1 ? 'once' : `${restarts} times`}` : ''}. ${limit === undefined ? 'It has no memory limit of its own, so the node’s memory ran out.' : 'Its memory limit is too small for it, or it leaks.'}`,
          points: [
            {
              holds: true,
              weight: 6,
              text: killed ? 'Its last run ended as OOMKilled.' : 'A process was killed in the window.',
              stage: 'app-limits',
              check: killed ? 'last-exit' : 'oom-kills',
            },
          ],
          surer: [
            { text: 'Watch its memory over hours: steps point at requests, a straight line at a leak.' },
          ],
          mends,
        },
        undefined,
      ) ?? ruledOut('memory-limit', 'too little speaks for it')
    );
  }
  if (slow !== undefined) return slow;
  if (killed) {
    return {
      ...ruledOut(
        'memory-limit',
        'An earlier run was killed for memory (OOMKilled), longer ago than what is looked at here.',
      ),
      standing: 'contributes',
      confidence: 'possible',
      mends,
    };
  }
  return state === undefined && sample === undefined
    ? open('memory-limit', 'neither the container’s state nor its memory could be seen')
    : ruledOut('memory-limit', 'no process was killed for memory, and it does not fight for it');
}

/** The last run ended badly, or the container does not start. */
export function crash(facts: Facts): Candidate {
  const { state, subject, evidence } = facts;
  const exit: ExitEvidence | undefined = state?.container.lastExit ?? subject.container.lastExit;
  const restarts = state?.container.restarts ?? subject.container.restarts;
  const status = state?.container.state ?? subject.container.notRunning ?? 'running';
  const down = isDown(facts);
  const stopped = exit !== undefined && exit.code === 0 && /Completed/.test(status) && restarts === 0;
  if (stopped) return ruledOut('crash', 'it ran to its end, as a Job does');
  if (!down && !(exit !== undefined && isRecent(exit.finishedAt, evidence.collectedAt))) {
    return ruledOut(
      'crash',
      restarts === 0 ? 'it was never restarted' : 'it runs, and its last restart is longer ago than an hour',
    );
  }
  const byProbe =
    evidence.podEvents.known &&
    evidence.podEvents.value.some(
      ({ reason, message }) => /Killing|Unhealthy/.test(reason) && /liveness|startup/i.test(message),
    );
  const how = exit === undefined ? '' : ` Its last run ended with ${exitWords(exit)}.`;
  const probed = byProbe
    ? ' The kubelet kills it because its liveness or startup probe fails: that is a symptom of what makes it slow.'
    : '';
  return (
    candidate(
      {
        cause: 'crash',
        tier: down && !byProbe ? 'down' : 'slow',
        text: `${down ? `The container does not run (${status}).` : `The container restarted within the last hour${restarts > 1 ? `, ${restarts} times in all` : ''}.`}${how}${probed}`,
        points: [
          { holds: down, weight: 6, text: `Its state is ${status}.`, stage: 'app-limits', check: 'restarts' },
          {
            holds: exit !== undefined && exit.code !== 0,
            weight: 2,
            text: exit === undefined ? '' : `Its last run ended with ${exitWords(exit)}.`,
            stage: 'app-limits',
            check: 'last-exit',
          },
          {
            holds: restarts > 1,
            weight: 2,
            text: `It was restarted ${restarts} times.`,
            stage: 'app-limits',
            check: 'restarts',
          },
          { holds: byProbe, weight: -4 },
        ],
        mends: [lastLog(facts), ...exitMends(exit, status)],
      },
      undefined,
    ) ?? { ...ruledOut('crash', `${how.trim() || 'It restarted.'}${probed}`), standing: 'contributes' }
  );
}

/** The container is not running, and did not end as it should. */
export function isDown({ state, subject }: Facts): boolean {
  const status = state?.container.state ?? subject.container.notRunning;
  return (
    status !== undefined &&
    status !== 'running' &&
    !/Completed|ContainerCreating|PodInitializing/.test(status)
  );
}

/** `exit code 127: the command was not found`. https://tldp.org/LDP/abs/html/exitcodes.html */
export function exitWords({ code, signal, reason }: ExitEvidence): string {
  const number = signal ?? (code > 128 && code < 160 ? code - 128 : undefined);
  const meaning =
    reason === 'OOMKilled'
      ? 'killed for memory (OOMKilled)'
      : code === 0
        ? 'it ended by itself, without an error'
        : code === 126
          ? 'the command could not be executed'
          : code === 127
            ? 'the command was not found'
            : number === undefined
              ? 'the program’s own error'
              : `signal ${number}${SIGNALS[number] === undefined ? '' : `, ${SIGNALS[number]}`}`;
  return `exit code ${code}: ${meaning}`;
}

function exitMends(exit: ExitEvidence | undefined, status: string): Candidate['mends'] {
  if (/Image/.test(status)) {
    return [
      advice(
        'Check the image’s name, and the right to pull it',
        'The kubelet cannot get the image; kubectl describe pod says why.',
      ),
    ];
  }
  if (/Config/.test(status)) {
    return [
      advice(
        'Check the Secrets and ConfigMaps that the container names',
        'One of them, or a key, is not there.',
      ),
    ];
  }
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
