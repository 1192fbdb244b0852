import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { peerLabel } from '../dependency-services/peer-label.ts';
import { THRESHOLDS, verdictOn } from '../thresholds.ts';
import { isBad, isIdle, isThrottled, type Facts } from './facts.ts';
import { allowExec, askUrl } from './hints.ts';
import { advice } from './mends.ts';
import { candidate, open, ruledOut, type Candidate } from './weigh.ts';

/** Something that the app wants to talk to does not answer at all. */
export function unreachableDependency(facts: Facts): Candidate {
  const { sample, urls } = facts;
  if (sample === undefined) {
    return open('unreachable-dependency', 'its connections could not be seen', [allowExec(facts)]);
  }
  const labels = new Map(
    facts.evidence.peers.known ? facts.evidence.peers.value.map((peer) => [peer.remote, peer]) : [],
  );
  const stuck = sample.network.connections
    .filter(
      ({ direction, looksConnecting }) =>
        direction === 'out' && isBad(verdictOn('peer-connecting', looksConnecting)),
    )
    .toSorted((a, b) => b.looksConnecting - a.looksConnecting || (a.remote < b.remote ? -1 : 1));
  const refused = urls.filter(({ target, unreached, requests }) => !target.own && unreached * 10 >= requests);
  const empty = [...labels.values()].filter(
    ({ endpoints }) => endpoints?.known === true && endpoints.value.ready === 0,
  );
  const [first] = stuck;
  const name = (remote: string): string => {
    const peer = labels.get(remote);
    return peer === undefined ? remote : peerLabel(peer);
  };
  const who = [
    ...new Set([
      ...stuck.map(({ remote }) => name(remote)),
      ...refused.map(({ url }) => url),
      ...empty.map((peer) => peerLabel(peer)),
    ]),
  ];
  const looks =
    first === undefined
      ? ''
      : `; in ${first.looksConnecting} of ${counted(sample.network.looks, 'look')} a connection was still waiting for an answer (SYN_SENT)`;
  const nothing =
    empty.length === 0
      ? ''
      : `; nothing that is ready stands behind ${listed(empty.map((peer) => peerLabel(peer)))}`;
  const peer = first === undefined ? empty[0] : labels.get(first.remote);
  return (
    candidate(
      {
        cause: 'unreachable-dependency',
        text: `A dependency does not answer: ${listed(who)}${looks}${nothing}.`,
        points: [
          {
            holds: first !== undefined,
            weight: 3,
            text: first === undefined ? '' : `Connections to ${name(first.remote)} wait for an answer.`,
            stage: 'dependency-services',
            check: 'peer-connecting',
          },
          {
            holds: first !== undefined && first.looksConnecting >= THRESHOLDS['peer-connecting'].problem,
            weight: 1,
          },
          {
            holds: empty.length > 0,
            weight: 2,
            text: `Nothing that is ready stands behind ${listed(empty.map((each) => peerLabel(each)))}.`,
            stage: 'dependency-services',
            check: 'peer-endpoints',
          },
          {
            holds: refused.length > 0,
            weight: 4,
            text: `${listed(refused.map(({ url, unreached, requests }) => `${unreached} of ${counted(requests, 'request')} to ${url}`))} got no connection.`,
            stage: 'dependency-services',
            check: 'url-errors',
          },
        ],
        surer: refused.length > 0 ? [] : [askUrl(facts, 'URL_OF_THE_DEPENDENCY')],
        mends: [
          advice(
            `Look at ${who[0] ?? 'the dependency'}: is it up, and does a NetworkPolicy let this pod through?`,
            'A Service without ready endpoints refuses; a packet that is dropped, or a full accept queue, lets connections wait.',
            peer?.service === undefined
              ? undefined
              : shellLine(['kubectl', 'get', 'endpoints,pods,networkpolicies', '-n', peer.service.namespace]),
          ),
          advice(
            'Give the client a connect timeout',
            'Without one a connection that is not answered is tried for two minutes.',
          ),
        ],
      },
      undefined,
    ) ??
    ruledOut(
      'unreachable-dependency',
      sample.network.connections.some(({ direction }) => direction === 'out')
        ? 'connections to all that it talks to opened at once'
        : 'it was not seen to open a connection to anything',
    )
  );
}

/** Something that the app calls answers slowly, while the app itself has nothing to do. */
export function slowDependency(facts: Facts): Candidate {
  const { urls, sample, evidence } = facts;
  const slow = urls.filter(
    ({ target, slow: isSlow, phase }) => !target.own && isSlow && (phase === undefined || LATE.has(phase)),
  );
  const own = urls.filter(
    ({ target, slow: isSlow, phase }) =>
      target.own && isSlow && (phase === undefined || phase === 'firstByte'),
  );
  const idle = isIdle(facts);
  const peers = evidence.peers.known ? evidence.peers.value : [];
  const used = peers.filter(
    ({ kind, remote }) =>
      kind !== 'api-server' &&
      sample?.network.connections.some(
        (each) => each.remote === remote && (each.states['ESTABLISHED'] ?? 0) > 0,
      ),
  );
  const [first] = slow;
  if (first !== undefined) {
    return (
      candidate(
        {
          cause: 'slow-dependency',
          text: `A dependency answers slowly: ${slow.map(({ url, shape }) => `${url}: ${shape}`).join('. ')}.${idle === true ? ' The app itself is idle meanwhile.' : ''}`,
          points: [
            {
              holds: true,
              weight: 4,
              text: `${first.url}: ${first.shape}.`,
              stage: 'dependency-services',
              check: 'url-timing',
            },
            { holds: first.verySlow, weight: 1 },
            {
              holds: idle === true,
              weight: 1,
              text: 'The app’s main thread is mostly free.',
              stage: 'app-hotspots',
              check: 'main-thread',
            },
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
        undefined,
      ) ??
      open(
        'slow-dependency',
        `${first.url} is slow, but this container is busy or held back itself, so the time may be its own`,
      )
    );
  }
  const [symptom] = own;
  if (symptom !== undefined && idle === true && used.length > 0) {
    const names = listed(used.map((peer) => peerLabel(peer)));
    return (
      candidate(
        {
          cause: 'slow-dependency',
          text: `The app’s own answers are slow (${symptom.url}: ${symptom.shape}) while it has nothing to do: it waits for something, perhaps for ${names}.`,
          points: [
            {
              holds: true,
              weight: 2,
              text: `${symptom.url}: ${symptom.shape}.`,
              stage: 'dependency-services',
              check: 'url-timing',
            },
            {
              holds: true,
              weight: 0.5,
              text: 'The app’s main thread is mostly free.',
              stage: 'app-hotspots',
              check: 'main-thread',
            },
            {
              holds: isBad(facts.verdict('peer-health')),
              weight: 1,
              text: 'Pods of a dependency are not well.',
              stage: 'dependency-services',
              check: 'peer-health',
            },
          ],
          surer: [askUrl(facts, 'URL_OF_THE_DEPENDENCY')],
          mends: [
            advice(
              `Time requests to ${names} from inside the container`,
              'That says which of them is slow, if one is.',
              askUrl(facts, 'URL_OF_THE_DEPENDENCY').command,
            ),
          ],
        },
        undefined,
      ) ?? open('slow-dependency', 'what the app waits for was not seen')
    );
  }
  const asked = urls.filter(({ target }) => !target.own);
  if (asked.length > 0) {
    return ruledOut(
      'slow-dependency',
      `${listed(asked.map(({ url }) => url))} ${asked.length === 1 ? 'answers' : 'answer'} quickly from inside the container`,
    );
  }
  if (idle === false && own.length > 0) {
    return open('slow-dependency', 'no dependency was asked; the app is busy itself', [askUrl(facts)]);
  }
  return open('slow-dependency', 'no dependency was asked how fast it answers', [
    sample === undefined ? allowExec(facts) : askUrl(facts),
  ]);
}

const LATE: ReadonlySet<string> = new Set(['firstByte', 'transfer', 'tls']);
