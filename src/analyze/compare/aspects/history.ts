import { age, counted, duration, number, percent } from '../../../units.ts';
import { execLimitSeverity } from '../../figures/environment/exec-limit.ts';
import { rank } from '../../severity.ts';
import { aspect, larger } from '../aspect.ts';
import { containerField, inContainer, listed, podField } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { readyAfter } from '../../figures/environment/slow-start.ts';
import { name, other, type Letter, type Side } from '../side.ts';
import { LIMITS } from '../weights.ts';
import { chainWeight, linksMore, strengthOf } from './environment.ts';

/** Whether the container runs at all. */
export const state = aspect<string | undefined>({
  what: 'state',
  title: 'State',
  ofContainer: (judgement) => known(judgement.subject.container.notRunning),
  shown: (notRunning) => notRunning ?? 'running',
  judge({ a, b }) {
    if (a !== undefined && b !== undefined) {
      return { weight: 'context', message: 'Neither container runs, for different reasons.' };
    }
    const down: Letter = a === undefined ? 'b' : 'a';
    return {
      weight: 'explains',
      slower: down,
      strength: Number.POSITIVE_INFINITY,
      message: `The container of ${name(down)} is not running: ${a ?? b}.`,
    };
  },
  by: containerField('status', 'state'),
});

/** How often it was restarted. */
export const restarts = aspect<number>({
  what: 'restarts',
  title: 'Restarts',
  ofContainer: (judgement) => known(judgement.subject.container.restarts),
  shown: number,
  judge: ({ a, b }) => ({
    weight: 'context',
    message: `${name(a > b ? 'a' : 'b')} was restarted ${counted(Math.abs(a - b), 'time')} more often.`,
  }),
  says: (count) => counted(count, 'restart'),
  by: containerField('status', 'restartCount'),
});

/** How long the first start took until the pod was ready: a symptom of slow starts. */
export const timeToReady = aspect<number>({
  what: 'time-to-ready',
  title: 'Time from start to ready',
  symptom: true,
  ofContainer: (judgement) => readyAfter(judgement.subject),
  shown: duration,
  same: (a, b) => Math.abs(a - b) < LIMITS.ready.noiseMs,
  judge({ a, b, pair }) {
    const slower: Letter = a > b ? 'a' : 'b';
    return {
      weight: pair.scene.slowStart === undefined ? 'context' : 'explains',
      slower,
      strength: Number.MAX_VALUE,
      message: `${name(slower)} took ${duration(Math.max(a, b))} from its start until it was ready, ${name(other(slower))} ${duration(Math.min(a, b))}.`,
    };
  },
  says: (ms) => `ready ${duration(ms)} after the container’s start`,
  by: podField('{.status.conditions[?(@.type=="Ready")].lastTransitionTime}'),
});

interface Start {
  at: string;
  /** Variables from Services at that start. */
  variables: number;
  /** The time of the evidence. */
  now: string;
}

/** When the containers started: the environment is that of the start. */
export const started = aspect<Start>({
  what: 'start',
  title: 'Start of the container',
  ofContainer(judgement) {
    const { subject, collectedAt, count } = judgement;
    const { startedAt } = subject.container;
    if (startedAt === undefined) return unknown('the container never started');
    return known({ at: startedAt, variables: count.predicted.atStart.variables, now: collectedAt });
  },
  shown: ({ at }) => at,
  same: (a, b) => a.at === b.at,
  judge({ a, b, pair }) {
    const later: Letter = a.at > b.at ? 'a' : 'b';
    const more = linksMore(pair)?.more;
    const gained = Math.abs(a.variables - b.variables);
    // Only where the same Services are there for both does the time of the start make the difference.
    const sameServices = placeOf(pair.a) === placeOf(pair.b) && linksOn(pair.a) && linksOn(pair.b);
    const weight = sameServices && more !== undefined ? chainWeight(pair, more, gained) : 'context';
    const because =
      weight === 'context'
        ? ''
        : `, and ${name(more ?? later)} got ${counted(gained, 'more variable')} from the Services of that time`;
    return {
      weight,
      ...(weight === 'context' ? {} : { slower: more }),
      strength: strengthOf(pair.scene, pair.scene.variables.ratio),
      message: `${name(later)} started ${age(a.at < b.at ? a.at : b.at, a.at < b.at ? b.at : a.at)} after ${name(other(later))}${because}.`,
    };
  },
  says: ({ at, variables }) => `started at ${at} with ${counted(variables, 'variable')} from Services`,
  by: containerField('status', 'state.running.startedAt'),
});

/** What the next restart brings. */
export const nextStart = aspect<number>({
  what: 'next-start',
  title: 'Variables from Services at the next start',
  ofContainer(judgement) {
    if (!judgement.prediction.complete) return unknown('the Services of the namespace could not be listed');
    return known(judgement.count.predicted.nextRestart.variables);
  },
  shown: number,
  judge({ a, b }) {
    const more = larger(a, b) ?? 'a';
    return {
      weight: 'context',
      message: `At the next start ${name(more)} gets ${number(Math.max(a, b))} variables from Services, ${name(other(more))} ${number(Math.min(a, b))}.`,
    };
  },
  says: (count) => `${counted(count, 'variable')} from Services if it started now`,
  by: listed('services'),
});

/** Services that are gone and whose variables are still there. */
export const ghosts = aspect<{ services: number; variables: number }>({
  what: 'ghosts',
  title: 'Variables of Services that are gone',
  ofContainer(judgement) {
    if (!judgement.subject.probe.known) return unknown('the container was not asked');
    if (!judgement.prediction.complete) return unknown('the Services of the namespace could not be listed');
    const { differences, origins } = judgement;
    return known({ services: differences.ghosts.length, variables: origins.ghost.variables });
  },
  shown: ({ services, variables }) =>
    services === 0 ? 'none' : `${number(variables)} of ${counted(services, 'Service')}`,
  judge({ a, b, pair }) {
    const more = larger(a.variables, b.variables) ?? 'a';
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    return {
      weight: chainWeight(pair, more, most.variables - least.variables),
      slower: more,
      strength: strengthOf(pair.scene, pair.scene.variables.ratio),
      message: `${name(more)} still has ${counted(most.variables, 'variable')} of ${counted(most.services, 'Service')} that are gone, ${name(other(more))} ${number(least.variables)}; a restart drops them.`,
    };
  },
  says: ({ variables }) => `${counted(variables, 'variable')} that no Service of today makes`,
  by: inContainer(['sh', '-c', 'env | grep _SERVICE_HOST=']),
});

/** Use of the kernel's limit for one exec, now. */
export const execLimit = aspect<number>({
  what: 'exec-limit',
  title: 'Use of the kernel’s exec limit',
  ofContainer(judgement) {
    const { subject, prediction, headroom } = judgement;
    return subject.probe.known || prediction.complete
      ? known(headroom.now.percent)
      : unknown('neither the Services of the namespace nor the container could be asked');
  },
  shown: percent,
  same: (a, b) => Math.abs(a - b) < LIMITS.execLimit.noise,
  judge({ a, b }) {
    const more = larger(a, b) ?? 'a';
    const near = isNear(Math.max(a, b)) && !isNear(Math.min(a, b));
    return {
      weight: near ? 'contributes' : 'context',
      slower: near ? more : undefined,
      message: `${name(more)} uses ${percent(Math.max(a, b))} of the limit at which nothing can be started any more, ${name(other(more))} ${percent(Math.min(a, b))}.`,
    };
  },
  says: (use) => `${percent(use)} of the limit for arguments and environment`,
  by: inContainer(['sh', '-c', 'ulimit -s']),
});

function isNear(use: number): boolean {
  return rank(execLimitSeverity({ percent: use })) >= rank('high');
}

function placeOf({ evidence }: Side): string {
  return `${evidence.cluster.server} ${evidence.namespace}`;
}

function linksOn({ judgement }: Side): boolean {
  return judgement?.subject.pod.enableServiceLinks === true;
}
