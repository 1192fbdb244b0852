import { number } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { percentOf } from '../rates.ts';
import { isReached } from '../thresholds.ts';
import { HALF_A_CORE, NEVER_RESTS, isBad, isThrottled, linksDriveCpu, type Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { otherNode, requestCpu } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate, type Point } from './weigh.ts';

/** Others use the node's CPUs, and the app waits for one. */
export function hostCpu(facts: Facts): Candidate {
  const { main, subject } = facts;
  const busy = isBad(facts.verdict('cpu-utilisation')) || isBad(facts.verdict('cpu-saturation'));
  const steal = isBad(facts.verdict('cpu-steal'));
  if (!busy && !steal) {
    return facts.verdict('cpu-utilisation') === 'unknown'
      ? open('host-cpu', 'how busy the node is could not be seen', [topNode(facts)])
      : ruledOut('host-cpu', saidBy(facts, 'cpu-utilisation'));
  }
  const own = ownPercent(facts);
  if (busy && own !== undefined && own >= OWN_MOST && !steal) {
    return ruledOut(
      'host-cpu',
      `the node is busy, but ${number(own)} % of what is used there is this container’s own`,
    );
  }
  const waits = main?.waitingForCpu;
  const driven = drivenByItself(facts);
  const throttled = isThrottled(facts);
  const waiting = waits !== undefined && isReached('run-queue-wait', waits) && waits >= WAITS;
  const node = subject.pod.node === undefined ? 'the node' : `node ${subject.pod.node}`;
  const points: Point[] = [
    {
      holds: busy,
      weight: 2,
      text: saidBy(facts, 'cpu-utilisation'),
      stage: 'host-resources',
      check: 'cpu-utilisation',
    },
    {
      holds: isBad(facts.verdict('cpu-saturation')),
      weight: 1,
      text: saidBy(facts, 'cpu-saturation'),
      stage: 'host-resources',
      check: 'cpu-saturation',
    },
    {
      holds: steal,
      weight: 2,
      text: saidBy(facts, 'cpu-steal'),
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
  if (waiting && driven !== undefined) {
    return {
      ...ruledOut(
        'host-cpu',
        `Others keep the CPUs of ${node} busy, so that it all takes longer; but ${driven}.`,
      ),
      standing: 'contributes',
      mends,
    };
  }
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

/** What makes the app want so much CPU that it would be slow on an idle node, too. */
function drivenByItself(facts: Facts): string | undefined {
  const { main } = facts;
  if (linksDriveCpu(facts)) return 'most of what the app wants a CPU for is what service links cost it';
  const restless = main !== undefined && main.runnable >= NEVER_RESTS && (main.onCpu ?? 0) >= HALF_A_CORE;
  return restless ? 'the app never rests, and would use a whole core' : undefined;
}

/** This container’s part of the CPU that the node uses, in percent. */
function ownPercent({ cores, checks, sample, evidence }: Facts): number | undefined {
  const used = checks('cpu-utilisation').find(({ value }) => value !== undefined)?.value;
  const cpus = sample?.host.cpus ?? (evidence.node.known ? evidence.node.value.capacity.cpu : undefined);
  return used === undefined || cpus === undefined ? undefined : percentOf(cores, (used / 100) * cpus);
}

function topNode({ subject }: Facts): Candidate['surer'][number] {
  const { node } = subject.pod;
  return {
    text: 'See which pods use the node’s CPUs.',
    ...(node === undefined ? {} : { command: shellLine(['kubectl', 'describe', 'node', node]) }),
  };
}
