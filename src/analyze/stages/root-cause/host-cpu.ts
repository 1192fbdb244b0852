import { number } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { waitWords } from '../app-hotspots/cpu-wait.ts';
import { percentOf } from '../rates.ts';
import { asSentence } from '../sentence.ts';
import { isBad } from '../threshold.ts';
import { HALF_A_CORE, NEVER_RESTS, linksDriveCpu, type Facts } from './facts.ts';
import { allowExec } from './hints.ts';
import { otherNode, requestCpu } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut, type Candidate, type Point } from './weigh.ts';

/** Others use the node's CPUs, and the app waits for one. */
export function hostCpu(facts: Facts): Candidate {
  const { wait, subject } = facts;
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
  const node = subject.pod.node === undefined ? 'the node' : `node ${subject.pod.node}`;
  const who =
    steal && !busy
      ? 'The hypervisor gives the node’s CPUs to others'
      : `Others keep the CPUs of ${node} busy${own === undefined ? '' : ` (this container’s part is ${number(own)} %)`}`;
  const mends = [otherNode(facts), requestCpu(facts)];
  const beside = (text: string): Candidate => ({
    ...ruledOut('host-cpu', text),
    standing: 'contributes',
    mends,
  });
  if (wait === undefined) {
    return {
      ...beside('The node’s CPUs are busy, and whether the app waits for them could not be seen.'),
      surer: [allowExec(facts)],
    };
  }
  const waited = `the main thread waited for a CPU for ${waitWords(wait)}`;
  if (wait.others < WAITS) {
    return ruledOut(
      'host-cpu',
      `the node’s CPUs are busy, but the app hardly waits behind others: ${waited}`,
    );
  }
  const driven = drivenByItself(facts);
  if (driven !== undefined) return beside(`${who}, so that it all takes longer; but ${driven}.`);
  if (!isBehindOthers(facts)) return beside(`${who}, but its own limit makes it wait longer: ${waited}.`);
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
      holds: true,
      weight: wait.others >= WAITS_LONG ? 3 : 2,
      text: asSentence(waited),
      stage: 'app-hotspots',
      check: 'run-queue-wait',
    },
    { holds: own === undefined && !steal, weight: -2 },
  ];
  const text = `${who}; ${waited}.`;
  return (
    candidate(
      { cause: 'host-cpu', text, share: wait.others / 100, points, surer: [topNode(facts)], mends },
      undefined,
    ) ?? open('host-cpu', 'the node is busy, but by whom is not known', [topNode(facts)])
  );
}

const OWN_MOST = 50;
const WAITS = 10;
const WAITS_LONG = 30;

/** The app waits for a CPU because others have the node’s, more than because of its own limit. */
export function isBehindOthers(facts: Facts): boolean {
  const { wait } = facts;
  const busy = ['cpu-utilisation', 'cpu-saturation', 'cpu-steal'].some((id) => isBad(facts.verdict(id)));
  return busy && wait !== undefined && wait.others >= WAITS && wait.others > wait.limit;
}

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
