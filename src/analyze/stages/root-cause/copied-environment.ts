import { counted, duration, number } from '../../../units.ts';
import { isBad } from '../../figures/threshold.ts';
import { verdictOn } from '../../figures/thresholds.ts';
import { linkServices } from '../../figures/audited.ts';
import { disableServiceLinks, fewerServices } from '../../judgement/mends.ts';
import { linksClause } from '../app-hotspots/environment-words.ts';
import { capitalised } from '../../words.ts';
import type { Facts } from './facts.ts';
import { profile } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, contributes, type Candidate } from './weigh.ts';

/** No child is seen, but each pass over the environment is as dear as one, and the main thread is busy with something. */
export function copying(facts: Facts): Candidate | undefined {
  const { environment, passes, subject, main } = facts;
  if (passes === undefined) return undefined;
  const { passMs, onCpu, behindOthers, perConnectionMs, connections = 0 } = passes;
  const isLike = perConnectionMs !== undefined;
  const held = !isBad(verdictOn('run-queue-wait', behindOthers))
    ? ''
    : `, waits behind other tasks for ${number(behindOthers)} % of the time`;
  const busy = `the main thread uses ${number(onCpu)} % of a core${held} and was not seen to start a child`;
  const each = isLike
    ? `; for each of the ${counted(connections, 'connection')} that came it used ${duration(perConnectionMs)}`
    : '';
  const pass = `one pass over the environment, as {...process.env} makes, costs about ${duration(passMs)} of CPU`;
  const look = profile(facts);
  const text = `The environment: ${linksClause(environment)}; ${pass}, and ${busy}${each}. Whether it makes such passes, a profile tells.`;
  const mends = [
    disableServiceLinks(subject),
    advice(
      'Take a profile, and where it shows passes over process.env, make them once at the start',
      'Reading one variable is cheap; copying or listing all of them is not, and blocks all other requests meanwhile.',
      look.command,
    ),
    fewerServices(subject, linkServices(environment.judgement)),
  ];
  // Who computes for its own looks the same.
  if (!isLike) return contributes(text, { surer: [look], mends });
  return candidate({
    text,
    share: Math.min(onCpu / 100, (connections * passMs) / (main?.seconds ?? 1) / 1000),
    points: [
      { holds: true, weight: 2, text: `${capitalised(busy)}${each}.`, check: 'cpu-by-thread' },
      { holds: true, weight: 2, text: `${capitalised(pass)}.`, check: 'environment-per-child' },
    ],
    surer: [look],
    mends,
  });
}
