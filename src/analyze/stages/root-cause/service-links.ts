import { duration, number } from '../../../units.ts';
import { childClause, linksClause } from '../app-hotspots/environment-words.ts';
import { startFigures } from '../../figures/environment/slow-start.ts';
import { FEWEST_VARIABLES } from '../../figures/environment/cost-model.ts';
import { linkServices } from '../../figures/audited.ts';
import {
  asynchronousExec,
  disableServiceLinks,
  fewerServices,
  smallEnvironment,
  startDirectly,
} from '../../judgement/mends.ts';
import { capitalised } from '../../words.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { isBad } from '../../figures/threshold.ts';
import { copying } from './copied-environment.ts';
import { defineCause } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { allowExec, watchLonger } from './hints.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/**
 * Service links are guilty only where somebody pays for them: children that were really started, exec probes, or the
 * container's start. A large environment alone slows nothing.
 */
export const serviceLinks = defineCause({
  id: 'service-links',
  title: 'The environment: service links',
  topic: 'service links',
  shownBy: ['environment-per-child'],
  weigh,
});

function weigh(facts: Facts): Candidate[] {
  const { environment } = facts;
  const { variables, links, known } = environment;
  if (!known) {
    return [
      open('neither the container nor the Services of its namespace could be asked', [allowExec(facts)]),
    ];
  }
  if (links * 2 < variables || variables < FEWEST_VARIABLES) {
    return [ruledOut(`${linksClause(environment)}: too few to cost anything`)];
  }
  return [running(facts), copying(facts), starting(facts)].filter((each) => each !== undefined);
}

function running(facts: Facts): Candidate {
  const { environment, share, spawns, sample } = facts;
  const { child } = environment;
  const clause = childClause(environment);
  if (sample === undefined || child === undefined || share === undefined || spawns === undefined) {
    return (
      atMost(facts) ?? open(unclear(facts), [sample === undefined ? allowExec(facts) : watchLonger(facts)])
    );
  }
  const { byMain = 0, seconds, created } = spawns;
  const window = duration(seconds * 1000);
  if (byMain === 0 && share.probes === 0) {
    const none =
      created?.count === 0
        ? `no process was created in the container in ${window}`
        : `the app was not seen to start a child process in ${window}`;
    return ruledOut(
      `${none}, and without children a large environment (${number(environment.variables)} variables) costs nothing`,
    );
  }
  const percentage = number(share.links * 100);
  const verdict = verdictOn('environment-share', share.links * 100);
  if (!isBad(verdict)) {
    return ruledOut(
      `what child processes pay for the links is ${share.links < 0.01 ? 'less than 1' : percentage} % of the time`,
    );
  }
  const rule = { check: 'environment-per-child' } as const;
  const started =
    byMain === 0
      ? 'exec probes pay for it'
      : `it started ${byMain === 1 ? 'one' : `about ${number(byMain)}`} in ${window}`;
  const text = `The environment: ${linksClause(environment)}; ${clause}; ${started}; hence ${percentage} % of its time.`;
  return candidate({
    text,
    share: share.links,
    points: [
      {
        ...rule,
        check: byMain > 0 ? 'children-created' : 'environment-per-child',
        holds: true,
        weight: 3,
        text:
          byMain > 0
            ? `${byMain === 1 ? 'One child process was' : `About ${number(byMain)} child processes were`} started by the app in ${window}${created === undefined ? '' : ` (${number(created.count)} processes and threads were created in the ${duration(created.seconds * 1000)} that could be counted)`}.`
            : 'Each exec probe starts a process that is given the whole environment.',
      },
      {
        ...rule,
        check: 'environment-size',
        holds: true,
        weight: 0.5,
        text: `${linksClause(environment)}.`,
      },
      {
        ...rule,
        holds: child.basis !== 'estimated',
        weight: 1.5,
        text: `${capitalised(clause ?? '')}; without the links about ${duration(child.withoutLinksMs)}.`,
      },
      // One child may be one an hour.
      { holds: byMain === 1 && share.probes === 0, weight: -2 },
      {
        ...rule,
        holds: verdict === 'problem',
        weight: 1,
        text: `That is ${percentage} % of the window.`,
      },
      {
        ...rule,
        check: 'main-thread',
        holds: isBad(facts.verdict('main-thread')) || isBad(facts.verdict('event-loop-blocked')),
        weight: 1,
        text: 'The main thread is busy, or blocked, as handing on the environment makes it.',
      },
    ],
    surer: [
      ...(child.basis === 'estimated' ? [allowExec(facts)] : []),
      ...(byMain === 1 ? [watchLonger(facts)] : []),
    ],
    mends: mendsOf(facts),
  });
}

/** Even if all that was created were children of the app that paid in full, it would be next to nothing. */
function atMost({ environment, spawns }: Facts): Candidate | undefined {
  const { child } = environment;
  const created = spawns?.created;
  if (child === undefined || created === undefined || !(created.seconds > 0)) return undefined;
  const most = ((created.count * child.effectiveMs) / (created.seconds * 1000)) * 100;
  return isReached('environment-share', most) && isBad(verdictOn('environment-share', most))
    ? undefined
    : ruledOut(`what child processes pay for the links is at most ${number(most)} % of the time`);
}

function unclear({ environment, sample, spawns }: Facts): string {
  const cost = childClause(environment) ?? 'what a child process costs in this runtime is not known';
  if (sample === undefined) return `${cost}, and how many are started could not be seen`;
  if (environment.child === undefined) return cost;
  return spawns?.created === undefined
    ? `${cost}, and how many are started could not be counted`
    : `${cost}, and which of the ${number(spawns.created.count)} processes and threads that were created are children of the app was not seen`;
}

/** The container is ready late, because what stands in front of the app handles every variable. */
function starting(facts: Facts): Candidate | undefined {
  const { environment } = facts;
  const start = startFigures(environment);
  if (start === undefined) return undefined;
  const { tookMs, byEnvironmentMs, program, seenBehind, sentence } = start;
  if (tookMs === undefined || !isBad(verdictOn('slow-start', tookMs / 1000))) return undefined;
  const part = Math.min(100, (byEnvironmentMs / tookMs) * 100);
  const isModelled = isReached('start-share', part);
  if (!isModelled && !seenBehind) return undefined;
  const took = isModelled
    ? `about ${duration(byEnvironmentMs)} of the ${duration(tookMs)} until it was ready`
    : `the app began ${duration(tookMs)} after the container’s first process`;
  return candidate({
    tier: 'start',
    text: `The environment slows the start: ${linksClause(environment)}, and ${program} handles every one before the app begins: ${took}.`,
    points: [
      { holds: true, weight: 3, text: sentence, check: 'environment-size' },
      { holds: part >= 50, weight: 1 },
      { holds: facts.subject.probe.known, weight: 1 },
    ],
    surer: [
      {
        text: 'Start it once without the links, in a copy of the workload, and compare the time until it is ready.',
      },
    ],
    mends: [
      disableServiceLinks(facts.subject),
      startDirectly(program),
      fewerServices(facts.subject, linkServices(environment.judgement)),
    ],
  });
}

/** `enableServiceLinks: false` first: it needs no change of code. */
export function mendsOf({ subject, environment, spawns }: Facts): Candidate['mends'] {
  const { runtime } = environment.judgement;
  return [
    disableServiceLinks(subject),
    smallEnvironment(runtime),
    ...(runtime.id === 'node' && spawns?.asynchronous !== true ? [asynchronousExec()] : []),
    fewerServices(subject, linkServices(environment.judgement)),
  ];
}
