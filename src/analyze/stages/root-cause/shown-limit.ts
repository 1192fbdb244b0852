import type { Mend } from '../../../contracts/report.ts';
import { lineThatShows, type LogShows } from '../../figures/container/log-words.ts';
import type { CheckId } from '../checks.ts';
import { asSentence } from '../../words.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause, type CauseDefinition } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

interface ShownLimit extends Pick<CauseDefinition, 'id' | 'title' | 'topic'> {
  /** The check that holds use against the limit. */
  check: CheckId;
  /** What a log says when the limit is reached. */
  log: LogShows;
  /** What the cluster says when it ended the pod for it. */
  eviction?: RegExp;
  mends: readonly Mend[];
}

/** A limit whose check says all: near it possible, at it likely, and proved where the log or an eviction says that it was reached. */
export function shownLimit({ check, log, eviction, mends, ...named }: ShownLimit): CauseDefinition {
  return defineCause({
    ...named,
    shownBy: [check],
    weigh: (facts: Facts): Candidate => {
      const verdict = facts.verdict(check);
      const line = lineThatShows(facts.evidence, log);
      const evicted = eviction === undefined ? undefined : evictedFor(facts, eviction);
      if (evicted !== undefined)
        return candidate({
          tier: 'down',
          text: `${named.title}: ${asSentence(evicted)}`,
          points: [{ holds: true, weight: 6, text: asSentence(evicted), check: 'pod-events' }],
          mends: [...mends],
        });
      if (!isBad(verdict) && line === undefined)
        return verdict === 'unknown'
          ? open(`${named.topic} could not be seen`)
          : ruledOut(saidBy(facts, check));
      const said = isBad(verdict) ? saidBy(facts, check) : `its log says: “${line}”.`;
      return candidate({
        text: `${named.title}: ${said}`,
        points: [
          { holds: isBad(verdict), weight: verdict === 'problem' ? 4 : 2, text: saidBy(facts, check), check },
          { holds: line !== undefined, weight: 4, text: `The log says: “${line}”.`, check: 'last-log' },
        ],
        mends: [...mends],
      });
    },
  });
}

/** The message of an eviction that says why. */
function evictedFor({ evidence: { podEvents } }: Facts, why: RegExp): string | undefined {
  const all = podEvents.known ? podEvents.value : [];
  return all.find(({ reason, message }) => reason === 'Evicted' && why.test(message))?.message.trim();
}
