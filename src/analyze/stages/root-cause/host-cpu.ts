import { number } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { waitWords, type CpuWait } from '../../figures/container/cpu-wait.ts';
import { isOwnWork, ownShare } from '../../figures/node/cpu.ts';
import type { CheckId } from '../checks.ts';
import { asSentence } from '../../words.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause } from './define-cause.ts';
import { HALF_A_CORE, NEVER_RESTS, linksDriveCpu, type Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { otherNode, requestCpu } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, ruledOut, type Candidate, type Point } from './weigh.ts';

/** Others use the node's CPUs, and the app waits for one. */
export const hostCpu = defineCause({
  id: 'host-cpu',
  title: 'Others keep the node’s CPUs busy',
  topic: 'the node’s CPUs',
  shownBy: ['cpu-saturation', 'cpu-utilisation', 'cpu-steal'],
  symptoms: ['run-queue-wait'],
  weigh,
});

function weigh(facts: Facts): Candidate {
  const { wait, subject } = facts;
  const busy = isBad(facts.verdict('cpu-utilisation')) || isBad(facts.verdict('cpu-saturation'));
  const steal = isBad(facts.verdict('cpu-steal'));
  if (!busy && !steal) {
    return facts.verdict('cpu-utilisation') === 'unknown'
      ? open('how busy the node is could not be seen', [topNode(facts)])
      : ruledOut(saidBy(facts, 'cpu-utilisation'));
  }
  const own = ownShare(facts.evidence);
  if (busy && own !== undefined && isOwnWork(facts.evidence) && !steal) {
    return ruledOut(`the node is busy, but ${number(own)} % of what is used there is this container’s own`);
  }
  const node = subject.pod.node === undefined ? 'the node' : `node ${subject.pod.node}`;
  const isHalfItsOwn = own !== undefined && own >= HALF;
  const part = own === undefined ? '' : ` (this container’s part is ${number(own)} %)`;
  const who =
    steal && !busy
      ? 'The hypervisor gives the node’s CPUs to others'
      : `${isHalfItsOwn ? 'This container and others' : 'Others'} keep the CPUs of ${node} busy${part}`;
  const mends = [otherNode(facts), requestCpu(facts)];
  const beside = (text: string): Candidate => contributes(text, { mends });
  if (wait === undefined) {
    return {
      ...beside('The node’s CPUs are busy, and whether the app waits for them could not be seen.'),
      surer: [allowExec(facts)],
    };
  }
  const waiting = waitingBehindOthers(facts, wait);
  if (waiting === undefined) {
    return beside(
      `${who}; the main thread hardly waits, but other threads of it compute, and how long those wait is not counted.`,
    );
  }
  const { others, said, check, restless } = waiting;
  if (others < WAITS) {
    return ruledOut(`the node’s CPUs are busy, but the app hardly waits behind others: ${said}`);
  }
  const driven = drivenByItself(facts);
  if (driven !== undefined) return beside(`${who}, so that it all takes longer; but ${driven}.`);
  if (!isBehindOthers(facts)) return beside(`${who}, but its own limit makes it wait longer: ${said}.`);
  const points: Point[] = [
    {
      holds: busy,
      weight: 2,
      text: saidBy(facts, 'cpu-utilisation'),
      check: 'cpu-utilisation',
    },
    {
      holds: isBad(facts.verdict('cpu-saturation')),
      weight: 1,
      text: saidBy(facts, 'cpu-saturation'),
      check: 'cpu-saturation',
    },
    {
      holds: steal,
      weight: 2,
      text: saidBy(facts, 'cpu-steal'),
      check: 'cpu-steal',
    },
    {
      holds: true,
      weight: others >= WAITS_LONG ? 3 : 2,
      text: asSentence(said),
      check,
    },
    { holds: (own === undefined || isHalfItsOwn) && !steal, weight: -2 },
    // It may be the work itself that is too much for a node at rest, too.
    { holds: restless, weight: -2 },
  ];
  const itself = restless
    ? ' It never rests itself: whether it would be slow on a node at rest, too, is not known.'
    : '';
  const text = `${who}; ${said}.${itself}`;
  return candidate({ text, share: others / 100, points, surer: [topNode(facts)], mends });
}

interface Waiting {
  /** Percent of the time. */
  others: number;
  /** In words, and the check that shows it. */
  said: string;
  check: CheckId;
  /** It got or wanted a CPU all the time. */
  restless: boolean;
}

/** How long the thread waited that waited most behind others; undefined where others do the work and are not counted. */
function waitingBehindOthers({ main, threads }: Facts, wait: CpuWait): Waiting | undefined {
  const ofMain: Waiting = {
    others: wait.others,
    said: `the main thread waited for a CPU for ${waitWords(wait)}`,
    check: 'run-queue-wait',
    restless: (main?.onCpu ?? 0) + wait.others >= NEVER_RESTS,
  };
  if (wait.others >= WAITS || threads === undefined) return ofMain;
  if (threads.waited === undefined) return threads.running ? undefined : ofMain;
  const others = Math.max(0, threads.waited - wait.limit);
  return {
    others,
    said: `the main thread rests, and of the threads beside it one waited for a CPU for ${number(others)} % of the time, behind other tasks`,
    check: 'cpu-by-thread',
    restless: (threads.wanting ?? 0) >= NEVER_RESTS,
  };
}

/** Percent: it used more than all others together. */
const HALF = 50;
const WAITS = 10;
const WAITS_LONG = 30;

/** The app waits for a CPU because others have the node’s, more than because of its own limit. */
export function isBehindOthers(facts: Facts): boolean {
  const { wait } = facts;
  const busy = (['cpu-utilisation', 'cpu-saturation', 'cpu-steal'] as const).some((id) =>
    isBad(facts.verdict(id)),
  );
  const others = wait && waitingBehindOthers(facts, wait)?.others;
  return busy && wait !== undefined && others !== undefined && others >= WAITS && others > wait.limit;
}

/** What makes the app want so much CPU that it would be slow on an idle node, too. */
function drivenByItself(facts: Facts): string | undefined {
  const { main } = facts;
  if (linksDriveCpu(facts)) return 'most of what the app wants a CPU for is what service links cost it';
  const restless = main !== undefined && main.runnable >= NEVER_RESTS && (main.onCpu ?? 0) >= HALF_A_CORE;
  return restless ? 'the app never rests, and would use a whole core' : undefined;
}

function topNode({ subject }: Facts): Candidate['surer'][number] {
  const { node } = subject.pod;
  return {
    text: 'See which pods use the node’s CPUs.',
    ...(node === undefined ? {} : { command: shellLine(['kubectl', 'describe', 'node', node]) }),
  };
}
