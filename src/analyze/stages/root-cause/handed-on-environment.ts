import { duration, number } from '../../../units.ts';
import { isBad } from '../../figures/threshold.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { capitalised } from '../../words.ts';
import { childClause, linksClause } from '../app-hotspots/environment-words.ts';
import type { Facts } from './facts.ts';
import { allowExec, watchLonger } from './hints.ts';
import { smallerEnvironment } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Children of the app, or exec probes, are handed the whole environment, and somebody waits for it. */
export function handingOn(facts: Facts): Candidate {
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
        check: byMain > 0 ? 'children-created' : 'environment-per-child',
        holds: true,
        weight: 3,
        text:
          byMain > 0
            ? `${byMain === 1 ? 'One child process was' : `About ${number(byMain)} child processes were`} started by the app in ${window}${created === undefined ? '' : ` (${number(created.count)} processes and threads were created in the ${duration(created.seconds * 1000)} that could be counted)`}.`
            : 'Each exec probe starts a process that is given the whole environment.',
      },
      {
        check: 'environment-size',
        holds: true,
        weight: 0.5,
        text: `${linksClause(environment)}.`,
      },
      {
        check: 'environment-per-child',
        holds: child.basis !== 'estimated',
        weight: 1.5,
        text: `${capitalised(clause ?? '')}; without the links about ${duration(child.withoutLinksMs)}.`,
      },
      // One child may be one an hour.
      { holds: byMain === 1 && share.probes === 0, weight: -2 },
      {
        check: 'environment-per-child',
        holds: verdict === 'problem',
        weight: 1,
        text: `That is ${percentage} % of the window.`,
      },
      {
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
    mends: smallerEnvironment(facts),
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
