import type { Cause } from '../../../diagnosis.ts';
import { number } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { percentOf } from '../rates.ts';
import { isReached } from '../thresholds.ts';
import { isBad, isThrottled, type Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { advice, otherNode, requestCpu } from './mends.ts';
import { candidate, open, ruledOut, type Candidate, type Point } from './weigh.ts';

/** Others use the node's CPUs, and the app waits for one. */
export function hostCpu(facts: Facts): Candidate {
  const { main, subject } = facts;
  const busy = isBad(facts.verdict('cpu-utilisation')) || isBad(facts.verdict('cpu-saturation'));
  const steal = isBad(facts.verdict('cpu-steal'));
  if (!busy && !steal) {
    return facts.verdict('cpu-utilisation') === 'unknown'
      ? open('host-cpu', 'how busy the node is could not be seen', [topNode(facts)])
      : ruledOut('host-cpu', reasonOf(facts, 'cpu-utilisation'));
  }
  const own = ownPercent(facts);
  if (busy && own !== undefined && own >= OWN_MOST && !steal) {
    return ruledOut(
      'host-cpu',
      `the node is busy, but ${number(own)} % of what is used there is this container’s own`,
    );
  }
  const waits = main?.waitingForCpu;
  const throttled = isThrottled(facts);
  const waiting = waits !== undefined && isReached('run-queue-wait', waits) && waits >= WAITS;
  const node = subject.pod.node === undefined ? 'the node' : `node ${subject.pod.node}`;
  const points: Point[] = [
    {
      holds: busy,
      weight: 2,
      text: reasonOf(facts, 'cpu-utilisation'),
      stage: 'host-resources',
      check: 'cpu-utilisation',
    },
    {
      holds: isBad(facts.verdict('cpu-saturation')),
      weight: 1,
      text: reasonOf(facts, 'cpu-saturation'),
      stage: 'host-resources',
      check: 'cpu-saturation',
    },
    {
      holds: steal,
      weight: 2,
      text: reasonOf(facts, 'cpu-steal'),
      stage: 'host-resources',
      check: 'cpu-steal',
    },
    {
      holds: waiting && throttled === false,
      weight: 2,
      text: `The main thread waited for a CPU for ${number(waits ?? 0)} % of the time, and its limit did not hold it back.`,
      stage: 'app-hotspots',
      check: 'run-queue-wait',
    },
    { holds: waiting && (waits ?? 0) >= WAITS_LONG && throttled === false, weight: 1 },
    { holds: own === undefined && !steal, weight: -2 },
  ];
  const text = `${steal && !busy ? 'The hypervisor gives the node’s CPUs to others' : `Others keep the CPUs of ${node} busy`}${own === undefined ? '' : ` (this container’s part is ${number(own)} %)`}; the app could run and got no CPU for ${number(waits ?? 0)} % of the time.`;
  const mends = [otherNode(facts), requestCpu(facts)];
  if (!waiting || throttled !== false) {
    return {
      ...ruledOut(
        'host-cpu',
        `The node’s CPUs are busy${waits === undefined ? ', and whether the app waits for them could not be seen' : throttled === true ? ', and the app’s own limit holds it back as well' : ', but the app hardly waits for one'}.`,
      ),
      standing: waits !== undefined && !waiting ? 'ruled-out' : 'contributes',
      surer: waits === undefined ? [allowExec(facts)] : [],
      mends,
    };
  }
  return (
    candidate(
      { cause: 'host-cpu', text, share: (waits ?? 0) / 100, points, surer: [topNode(facts)], mends },
      undefined,
    ) ?? open('host-cpu', 'the node is busy, but by whom is not known', [topNode(facts)])
  );
}

const OWN_MOST = 50;
const WAITS = 10;
const WAITS_LONG = 30;

/** The node is short of memory, and the app feels it. */
export function hostMemory(facts: Facts): Candidate {
  return withEffect(facts, {
    cause: 'host-memory',
    checks: ['memory-saturation', 'memory-utilisation', 'host-oom-kills'],
    effects: ['major-faults'],
    ok: 'the node has memory left, and nobody waits for it',
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
    ok: 'the node’s disks answer quickly',
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
    ok: 'its interfaces report no errors, and the tables of connections have room',
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

/** Kubernetes itself says that the node is not well. */
export function nodeUnhealthy(facts: Facts): Candidate {
  const verdict = facts.verdict('node-conditions');
  if (verdict === 'unknown') return open('node-unhealthy', 'the node’s conditions could not be read');
  if (!isBad(verdict)) return ruledOut('node-unhealthy', 'its conditions are in order');
  const { node } = facts.subject.pod;
  return (
    candidate(
      {
        cause: 'node-unhealthy',
        text: `The node is not healthy: ${reasonOf(facts, 'node-conditions')}`,
        points: [
          {
            holds: true,
            weight: verdict === 'problem' ? 4 : 2,
            text: reasonOf(facts, 'node-conditions'),
            stage: 'host-resources',
            check: 'node-conditions',
          },
          {
            holds: isBad(facts.verdict('node-events')),
            weight: 1,
            text: reasonOf(facts, 'node-events'),
            stage: 'host-resources',
            check: 'node-events',
          },
        ],
        mends: [
          otherNode(facts),
          ...(node === undefined
            ? []
            : [
                advice(
                  'Ask the node what it lacks',
                  'Its conditions and events say so.',
                  shellLine(['kubectl', 'describe', 'node', node]),
                ),
              ]),
        ],
      },
      undefined,
    ) ?? ruledOut('node-unhealthy', 'its conditions are in order')
  );
}

/** The limit of processes is reached. */
export function processLimit(facts: Facts): Candidate {
  const verdict = facts.verdict('process-count');
  if (verdict === 'unknown') return open('process-limit', 'the number of processes could not be seen');
  if (!isBad(verdict)) return ruledOut('process-limit', reasonOf(facts, 'process-count'));
  return (
    candidate(
      {
        cause: 'process-limit',
        text: `The limit of processes and threads: ${reasonOf(facts, 'process-count')}`,
        points: [
          {
            holds: true,
            weight: verdict === 'problem' ? 4 : 2,
            text: reasonOf(facts, 'process-count'),
            stage: 'app-limits',
            check: 'process-count',
          },
        ],
        mends: [
          advice(
            'Find who starts them, or raise podPidsLimit of the kubelet',
            'Processes that ended and are not collected count, too: an init such as tini collects them.',
          ),
        ],
      },
      undefined,
    ) ?? ruledOut('process-limit', reasonOf(facts, 'process-count'))
  );
}

/** A resource of the node is a cause only where the app feels it; else it contributes at most. */
function withEffect(
  facts: Facts,
  input: {
    cause: Cause;
    checks: readonly string[];
    effects: readonly string[];
    felt?: boolean | undefined;
    ok: string;
    text: string;
    mends: Candidate['mends'];
  },
): Candidate {
  const { cause, checks, effects, felt, ok, text, mends } = input;
  const bad = checks.filter((id) => isBad(facts.verdict(id)));
  if (bad.length === 0) {
    return checks.every((id) => facts.verdict(id) === 'unknown')
      ? open(cause, 'nothing that was read tells it')
      : ruledOut(cause, ok);
  }
  const effect = effects.filter((id) => isBad(facts.verdict(id)));
  const isFelt = felt === true || effect.length > 0;
  const said = bad.map((id) => reasonOf(facts, id)).join(' ');
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
            text: reasonOf(facts, id),
            stage: 'host-resources',
            check: id,
          })),
          ...effect.map((id, index): Point => ({
            holds: true,
            weight: index === 0 ? 2 : 0.25,
            text: reasonOf(facts, id),
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
    ) ?? ruledOut(cause, ok)
  );
}

/** This container's part of the CPU that the node uses, in percent. */
function ownPercent({ cores, checks, sample, evidence }: Facts): number | undefined {
  const used = checks('cpu-utilisation').find(({ value }) => value !== undefined)?.value;
  const cpus = sample?.host.cpus ?? (evidence.node.known ? evidence.node.value.capacity.cpu : undefined);
  return used === undefined || cpus === undefined ? undefined : percentOf(cores, (used / 100) * cpus);
}

function reasonOf(facts: Facts, id: string): string {
  const all = facts.checks(id);
  const check = all.find(({ verdict }) => verdict === facts.verdict(id)) ?? all[0];
  return check === undefined
    ? 'It was not looked at.'
    : `${check.title}${check.measured === undefined ? '' : `, ${check.measured}`}: ${check.reason}`;
}

function topNode({ subject }: Facts): Candidate['surer'][number] {
  const { node } = subject.pod;
  return {
    text: 'See which pods use the node’s CPUs.',
    ...(node === undefined ? {} : { command: shellLine(['kubectl', 'describe', 'node', node]) }),
  };
}
