import type { Cause } from '../../../contracts/diagnosis.ts';
import { isReached } from '../thresholds.ts';
import { isBad } from '../threshold.ts';
import type { Facts } from './facts.ts';
import { advice, otherNode } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate, type Point } from './weigh.ts';

/** The node is short of memory, and the app feels it. */
export function hostMemory(facts: Facts): Candidate {
  return withEffect(facts, {
    cause: 'host-memory',
    checks: ['memory-saturation', 'memory-utilisation', 'host-oom-kills'],
    effects: ['major-faults'],
    keys: ['memory-utilisation'],
    text: 'The node is short of memory, and the app waits for pages that were taken from it',
    mends: [otherNode(facts)],
  });
}

/** A disk of the node is slow, and the app waits for it. */
export function hostDisk(facts: Facts): Candidate {
  const disk = facts.main === undefined ? undefined : isReached('main-thread-disk', facts.main.disk);
  return withEffect(facts, {
    cause: 'host-disk',
    checks: ['disk-saturation', 'disk-latency', 'disk-utilisation'],
    effects: ['major-faults'],
    felt: disk,
    keys: ['disk-saturation', 'disk-latency'],
    text: 'A disk of the node is overloaded or slow, and the app waits for it',
    mends: [
      advice(
        'See who uses the disk',
        'iostat and pidstat -d on the node name the disk and the process; logs and image pulls are the usual ones.',
      ),
      otherNode(facts),
    ],
  });
}

/** The node's network loses packets. */
export function hostNetwork(facts: Facts): Candidate {
  return withEffect(facts, {
    cause: 'host-network',
    checks: ['conntrack', 'network-errors', 'network-drops', 'socket-memory', 'syn-queue-overflows'],
    effects: ['tcp-retransmits', 'peer-unacked', 'peer-connecting'],
    keys: ['network-errors'],
    text: 'The node’s network loses packets, and connections of the pod suffer from it',
    mends: [
      advice(
        'Look at the node’s interfaces and its table of connections',
        'ip -s link and conntrack -S on the node; a full table asks for a higher net.netfilter.nf_conntrack_max.',
      ),
      otherNode(facts),
    ],
  });
}

/** A resource of the node is a cause only where the app feels it; else it contributes at most. */
function withEffect(
  facts: Facts,
  input: {
    cause: Cause;
    checks: readonly string[];
    effects: readonly string[];
    felt?: boolean | undefined;
    /** One of these checks must be known for it to be ruled out. */
    keys: readonly string[];
    text: string;
    mends: Candidate['mends'];
  },
): Candidate {
  const { cause, checks, effects, felt, keys, text, mends } = input;
  const bad = checks.filter((id) => isBad(facts.verdict(id)));
  if (bad.length === 0) {
    const key = keys.find((id) => facts.verdict(id) !== 'unknown');
    return key === undefined
      ? open(cause, 'nothing that was read tells it')
      : ruledOut(cause, saidBy(facts, key));
  }
  const effect = effects.filter((id) => isBad(facts.verdict(id)));
  const isFelt = felt === true || effect.length > 0;
  const said = bad.map((id) => saidBy(facts, id)).join(' ');
  if (!isFelt) {
    return {
      ...ruledOut(cause, `${said} The app was not seen to suffer from it.`),
      standing: 'contributes',
      mends,
    };
  }
  const worst = bad.some((id) => facts.verdict(id) === 'problem');
  return (
    candidate(
      {
        cause,
        text: `${text}. ${said}`,
        points: [
          ...bad.map((id, index): Point => ({
            holds: true,
            weight: index === 0 ? (worst ? 3 : 2) : 0.25,
            text: saidBy(facts, id),
            stage: 'host-resources',
            check: id,
          })),
          ...effect.map((id, index): Point => ({
            holds: true,
            weight: index === 0 ? 2 : 0.25,
            text: saidBy(facts, id),
            stage: id.startsWith('peer') || id.startsWith('tcp') ? 'dependency-services' : 'app-hotspots',
            check: id,
          })),
          {
            holds: felt === true,
            weight: 2,
            text: 'The main thread waits for a disk.',
            stage: 'app-hotspots',
            check: 'main-thread',
          },
        ],
        mends,
      },
      undefined,
    ) ?? ruledOut(cause, said)
  );
}
