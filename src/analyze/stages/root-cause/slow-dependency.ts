import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { dependenciesOf, inState, type Dependency } from '../../figures/peers/dependencies.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { isIdle, isThrottled, type Facts } from './facts.ts';
import { allowExec, askUrl } from './hints.ts';
import { advice } from './mends.ts';
import type { UrlFacts } from './url-facts.ts';
import { FREE, timeThem, waitingConnections } from './waiting-connections.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Something that the app calls answers slowly, while the app itself has nothing to do. */
export const slowDependency = defineCause({
  id: 'slow-dependency',
  title: 'A dependency answers slowly',
  topic: 'slow dependencies',
  shownBy: ['url-timing'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { urls, sample } = facts;
  const asked = urls.filter(({ target }) => !target.own);
  const slow = asked.filter(({ slow: isSlow, phase }) => isSlow && (phase === undefined || LATE.has(phase)));
  const [first] = slow;
  if (first !== undefined) return slowUrl(facts, first, slow);
  const idle = isIdle(facts);
  const waits = idle === true ? waitsForPeer(facts, usedPeers(facts)) : undefined;
  if (waits !== undefined) return waits;
  if (asked.length > 0) {
    return ruledOut(
      `${listed(asked.map(({ url }) => url))} ${asked.length === 1 ? 'answers' : 'answer'} quickly from inside the container`,
    );
  }
  const [symptom] = ownSlow(facts);
  if (idle === false && symptom !== undefined) {
    return open('no dependency was asked; the app is busy itself', askUrl(facts));
  }
  return open(
    'no dependency was asked how fast it answers',
    sample === undefined ? [allowExec(facts)] : askUrl(facts),
  );
}

const LATE: ReadonlySet<string> = new Set(['firstByte', 'transfer', 'tls']);

/** A URL of it was timed from inside the container, and was slow. */
function slowUrl(facts: Facts, first: UrlFacts, slow: readonly UrlFacts[]): Candidate {
  const idle = isIdle(facts);
  return candidate(
    {
      text: `A dependency answers slowly: ${slow.map(({ url, shape }) => `${url}: ${shape}`).join('. ')}.${idle === true ? ' The app itself is idle meanwhile.' : ''}`,
      points: [
        {
          holds: true,
          weight: 4,
          text: `${first.url}: ${first.shape}.`,
          check: 'url-timing',
        },
        { holds: first.verySlow, weight: 1 },
        { holds: idle === true, weight: 1, ...FREE },
        // The one who asks is in the container: what holds the app back, holds it back.
        { holds: idle === undefined ? undefined : !idle, weight: -2 },
        { holds: isThrottled(facts) === true, weight: -2 },
      ],
      surer: [
        { text: 'Ask the same from another pod: if it is fast there, it is this pod or its way to it.' },
      ],
      mends: [
        advice(
          `Look at ${first.url}: diagnose the workload behind it`,
          'The same flow there says why it is slow.',
          shellLine([
            'kubectl',
            'envaudit',
            'diagnose',
            'TARGET_BEHIND_IT',
            '-n',
            facts.subject.pod.namespace,
          ]),
        ),
        advice(
          'Give the client a timeout, and what it can do without the answer',
          'A slow dependency then costs some answers instead of all.',
        ),
      ],
    },
    open(`${first.url} is slow, but this container is busy or held back itself, so the time may be its own`),
  );
}

/** Nobody timed the dependency, but an idle app whose requests take long waits for something. */
function waitsForPeer(facts: Facts, used: readonly Dependency[]): Candidate | undefined {
  const [symptom] = ownSlow(facts);
  if (symptom === undefined || used.length === 0) return waitingConnections(facts, used);
  const names = listed(used.map(({ label }) => label));
  return candidate({
    text: `The app’s own answers are slow (${symptom.url}: ${symptom.shape}) while it has nothing to do: it waits for something, perhaps for ${names}.`,
    points: [
      {
        holds: true,
        weight: 2,
        text: `${symptom.url}: ${symptom.shape}.`,
        check: 'url-timing',
      },
      { holds: true, weight: 0.5, ...FREE },
      {
        holds: isBad(facts.verdict('peer-health')),
        weight: 1,
        text: 'Pods of a dependency are not well.',
        check: 'peer-health',
      },
    ],
    ...timeThem(facts, used),
  });
}

/** URLs of the app itself that answered slowly. */
function ownSlow({ urls }: Facts): UrlFacts[] {
  return urls.filter(
    ({ target, slow, phase }) => target.own && slow && (phase === undefined || phase === 'firstByte'),
  );
}

/** Whom the app had an open connection to; not the API server. */
function usedPeers({ evidence }: Facts): Dependency[] {
  return dependenciesOf(evidence).filter(
    (each) => each.peer?.kind !== 'api-server' && inState(each, 'ESTABLISHED') > 0,
  );
}
