import { duration } from '../../../units.ts';
import { startFigures } from '../../figures/environment/slow-start.ts';
import { linkServices } from '../../figures/audited.ts';
import { isBad } from '../../figures/threshold.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { disableServiceLinks, fewerServices, startDirectly } from '../../judgement/mends.ts';
import { linksClause } from '../app-hotspots/environment-words.ts';
import type { Facts } from './facts.ts';
import { candidate, type Candidate } from './weigh.ts';

/** The container is ready late, because what stands in front of the app handles every variable. */
export function starting(facts: Facts): Candidate | undefined {
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
