import { memoryLimit } from '../app-limits/limits.ts';
import { isRecent } from '../dependency-services/pod-health.ts';
import { nodeTroubles, type NodeTrouble } from '../../figures/node/trouble.ts';
import type { CheckId } from '../checks.ts';
import { increase } from '../../figures/window/rates.ts';
import { isReached } from '../../figures/thresholds.ts';
import { isBad } from '../../figures/threshold.ts';
import { defineCause, type CauseDefinition } from './define-cause.ts';
import { isDown, type Facts } from './facts.ts';
import { advice, otherNode } from './mends.ts';
import { saidBy } from './said.ts';
import {
  candidate,
  contributes,
  open,
  ruledOut,
  unsettled,
  type Candidate,
  type Point,
  type Reason,
} from './weigh.ts';

/** The node is short of memory, and the app feels it. */
export const hostMemory = feltCause({
  id: 'host-memory',
  title: 'The node is short of memory',
  topic: 'the node’s memory',
  shownBy: ['memory-saturation', 'memory-utilisation', 'host-oom-kills', 'major-faults'],
  alone: ['memory-saturation', 'memory-utilisation'],
  effects: ['major-faults'],
  felt: killedWithoutLimit,
  byItself: true,
  keys: ['memory-utilisation'],
  text: 'The node is short of memory, and the app suffers from it',
  mends: (facts) => [otherNode(facts)],
});

/** A disk of the node is slow or full, and the app waits for it. */
export const hostDisk = feltCause({
  id: 'host-disk',
  title: 'The node’s disk is slow or full',
  topic: 'the node’s disks',
  shownBy: [
    'disk-saturation',
    'disk-latency',
    'disk-utilisation',
    'filesystem-space',
    'filesystem-inodes',
    'main-thread-disk',
  ],
  effects: ['major-faults', 'main-thread-disk'],
  felt: ({ main }) =>
    main !== undefined && isReached('main-thread-disk', main.disk)
      ? { text: 'The main thread waits for a disk.', check: 'main-thread' }
      : undefined,
  share: ({ main }) => (main === undefined ? undefined : main.disk / 100),
  keys: ['disk-saturation', 'disk-latency'],
  text: 'A disk of the node is overloaded, slow or full, and the app waits for it',
  mends: (facts) => [
    advice(
      'See who uses the disk',
      'iostat and pidstat -d on the node name the disk and the process; logs and image pulls are the usual ones.',
    ),
    otherNode(facts),
  ],
});

/** The node's network loses packets, or takes no further connections. */
export const hostNetwork = feltCause({
  id: 'host-network',
  title: 'The node’s network loses packets',
  topic: 'the node’s network',
  shownBy: ['conntrack', 'network-errors', 'network-drops', 'socket-memory', 'tcp-retransmits'],
  effects: ['tcp-retransmits', 'peer-unacked', 'peer-connecting'],
  felt: (facts) => isFull(facts, 'conntrack') ?? isFull(facts, 'socket-memory'),
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

/** The node can start no further process, or open no further file. */
export const hostLimits = feltCause({
  id: 'host-limits',
  title: 'The node is out of processes or open files',
  topic: 'the node’s own limits',
  shownBy: ['processes-host', 'open-files-host'],
  effects: [],
  felt: (facts) => isFull(facts, 'processes-host') ?? isFull(facts, 'open-files-host'),
  keys: ['processes-host', 'open-files-host'],
  text: 'The node is out of processes or open files, so that programs on it fail',
  mends: (facts) => [
    advice(
      'See who holds them',
      'ps -eLf and lsof on the node count them; podPidsLimit of the kubelet keeps one pod from taking all processes.',
    ),
    otherNode(facts),
  ],
});

interface FeltCause extends Omit<CauseDefinition, 'weigh' | 'id'> {
  id: NodeTrouble['cause'];
  /** Those of `shownBy` that show a lack of the node by themselves; absent: all but the effects. */
  alone?: readonly CheckId[];
  /** Checks by which the app feels it. */
  effects: readonly CheckId[];
  /** How else the app feels it. */
  felt: (facts: Facts) => Reason | undefined;
  /** What is felt shows the lack by itself: nothing else explains it. */
  byItself?: true;
  /** Of the app’s time, 0 to 1. */
  share?: (facts: Facts) => number | undefined;
  /** One of these checks must be known for it to be ruled out. */
  keys: readonly CheckId[];
  text: string;
  mends: (facts: Facts) => Candidate['mends'];
}

/**
 * A resource of the node is a cause only where the app feels it; else it contributes at most. What the node itself tells
 * in conditions and events counts as its figures do: a figure is of the window, and a kill was before it.
 */
function feltCause(cause: FeltCause): CauseDefinition {
  const { alone, effects, felt, byItself, share, keys, text, mends, ...definition } = cause;
  const shows = alone ?? definition.shownBy.filter((id) => !effects.includes(id));
  return defineCause({
    ...definition,
    weigh: (facts) => {
      const bad = shows.filter((id) => isBad(facts.verdict(id)));
      const told = nodeTroubles(facts.evidence, facts.evidence.collectedAt).filter(
        (each) => each.cause === definition.id,
      );
      const lacks = told.filter(({ kill, now }) => kill === undefined && now);
      const kills = told.filter(({ kill, now }) => kill === true && now);
      const feels = felt(facts);
      const effect = effects.filter((id) => isBad(facts.verdict(id)));
      const said = [...bad.map((id) => saidBy(facts, id)), ...lacks.map((each) => each.text)].join(' ');
      if (bad.length + lacks.length === 0 && !(byItself && feels)) return notSeen(facts, told, keys);
      if (feels === undefined && effect.length === 0) {
        return contributes(`${said} The app was not seen to suffer from it.`, { mends: mends(facts) });
      }
      const weight = bad.some((id) => facts.verdict(id) === 'problem') || lacks.length > 0 ? 3 : 2;
      const ofTime = share?.(facts);
      return candidate({
        text: `${text}. ${[said, feels?.text].filter(Boolean).join(' ')}`,
        share: ofTime,
        points: inTurn(
          [...bad.map((id) => ofCheck(facts, id)), ...lacks, ...kills.slice(0, 1)],
          weight,
        ).concat(
          inTurn([...(feels === undefined ? [] : [feels]), ...effect.map((id) => ofCheck(facts, id))], 2),
        ),
        mends: mends(facts),
      });
    },
  });
}

/** No figure and no condition shows a lack; a kill or an event within the hour keeps it from being ruled out. */
function notSeen(facts: Facts, told: readonly NodeTrouble[], keys: readonly CheckId[]): Candidate {
  const [first] = told;
  if (first !== undefined) return unsettled(first.text);
  const key = keys.find((id) => facts.verdict(id) !== 'unknown');
  return key === undefined ? open('nothing that was read tells it') : ruledOut(saidBy(facts, key));
}

/** The container was killed for memory lately, and has no limit that would explain it. */
function killedWithoutLimit(facts: Facts): Reason | undefined {
  const { state, sample, evidence } = facts;
  const exit = state?.container.lastExit;
  if (memoryLimit(evidence) !== 'none') return undefined;
  const lately = isRecent(exit?.finishedAt, evidence.collectedAt) || isDown(facts);
  if (exit?.reason === 'OOMKilled' && lately)
    return { text: 'It was killed for memory, and has no limit of its own.', check: 'last-exit' };
  return (increase(sample?.cgroup.memory.oomKills) ?? 0) > 0
    ? { text: 'A process of it was killed for memory, and it has no limit of its own.', check: 'oom-kills' }
    : undefined;
}

/** Nothing more fits, which fails what asks for it. */
function isFull(facts: Facts, id: CheckId): Reason | undefined {
  const [check] = facts.checks(id);
  return check?.verdict === 'problem' && check.scope === 'host' ? ofCheck(facts, id) : undefined;
}

function ofCheck(facts: Facts, check: CheckId): Reason {
  return { text: saidBy(facts, check), check };
}

/** The first counts in full, the others hardly add to it. */
function inTurn(reasons: readonly Reason[], weight: number): Point[] {
  return reasons.map(({ text, check }, index) => ({
    holds: true,
    weight: index === 0 ? weight : 0.25,
    text,
    check,
  }));
}
