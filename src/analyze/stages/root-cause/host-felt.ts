import type { CheckId } from '../checks.ts';
import { isReached } from '../thresholds.ts';
import { isBad } from '../threshold.ts';
import { defineCause, type CauseDefinition } from './define-cause.ts';
import type { Facts } from './facts.ts';
import { advice, otherNode } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, contributes, open, ruledOut, type Candidate, type Point } from './weigh.ts';

/** The node is short of memory, and the app feels it. */
export const hostMemory = feltCause({
  id: 'host-memory',
  title: 'The node is short of memory',
  topic: 'the node’s memory',
  shownBy: ['memory-saturation', 'memory-utilisation', 'host-oom-kills'],
  effects: ['major-faults'],
  keys: ['memory-utilisation'],
  text: 'The node is short of memory, and the app waits for pages that were taken from it',
  mends: (facts) => [otherNode(facts)],
});

/** A disk of the node is slow, and the app waits for it. */
export const hostDisk = feltCause({
  id: 'host-disk',
  title: 'The node’s disk is slow',
  topic: 'the node’s disks',
  shownBy: ['disk-saturation', 'disk-latency', 'disk-utilisation'],
  effects: ['major-faults'],
  felt: ({ main }) => main !== undefined && isReached('main-thread-disk', main.disk),
  keys: ['disk-saturation', 'disk-latency'],
  text: 'A disk of the node is overloaded or slow, and the app waits for it',
  mends: (facts) => [
    advice(
      'See who uses the disk',
      'iostat and pidstat -d on the node name the disk and the process; logs and image pulls are the usual ones.',
    ),
    otherNode(facts),
  ],
});

/** The node's network loses packets. */
export const hostNetwork = feltCause({
  id: 'host-network',
  title: 'The node’s network loses packets',
  topic: 'the node’s network',
  shownBy: ['conntrack', 'network-errors', 'network-drops', 'socket-memory', 'syn-queue-overflows'],
  effects: ['tcp-retransmits', 'peer-unacked', 'peer-connecting'],
  keys: ['network-errors'],
  text: 'The node’s network loses packets, and connections of the pod suffer from it',
  mends: (facts) => [
    advice(
      'Look at the node’s interfaces and its table of connections',
      'ip -s link and conntrack -S on the node; a full table asks for a higher net.netfilter.nf_conntrack_max.',
    ),
    otherNode(facts),
  ],
});

interface FeltCause extends Omit<CauseDefinition, 'weigh'> {
  /** Checks by which the app feels it. */
  effects: readonly CheckId[];
  /** Whether the main thread waits for a disk because of it. */
  felt?: (facts: Facts) => boolean;
  /** One of these checks must be known for it to be ruled out. */
  keys: readonly CheckId[];
  text: string;
  mends: (facts: Facts) => Candidate['mends'];
}

/** A resource of the node is a cause only where the app feels it; else it contributes at most. */
function feltCause({ effects, felt, keys, text, mends, ...definition }: FeltCause): CauseDefinition {
  return defineCause({
    ...definition,
    weigh: (facts) => {
      const bad = definition.shownBy.filter((id) => isBad(facts.verdict(id)));
      if (bad.length === 0) {
        const key = keys.find((id) => facts.verdict(id) !== 'unknown');
        return key === undefined ? open('nothing that was read tells it') : ruledOut(saidBy(facts, key));
      }
      const effect = effects.filter((id) => isBad(facts.verdict(id)));
      const isFelt = felt?.(facts) ?? false;
      const said = bad.map((id) => saidBy(facts, id)).join(' ');
      if (!isFelt && effect.length === 0) {
        return contributes(`${said} The app was not seen to suffer from it.`, { mends: mends(facts) });
      }
      const worst = bad.some((id) => facts.verdict(id) === 'problem');
      return candidate({
        text: `${text}. ${said}`,
        points: [
          ...pointsOf(facts, bad, worst ? 3 : 2),
          ...pointsOf(facts, effect, 2),
          { holds: isFelt, weight: 2, text: 'The main thread waits for a disk.', check: 'main-thread' },
        ],
        mends: mends(facts),
      });
    },
  });
}

/** What checks say; the first counts in full, the others hardly add to it. */
function pointsOf(facts: Facts, ids: readonly CheckId[], weight: number): Point[] {
  return ids.map((id, index) => ({
    holds: true,
    weight: index === 0 ? weight : 0.25,
    text: saidBy(facts, id),
    check: id,
  }));
}
