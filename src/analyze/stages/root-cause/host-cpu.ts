import { number } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { waitWords } from '../../figures/container/cpu-wait.ts';
import { isOwnWork, ownShare } from '../../figures/node/cpu.ts';
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
  const who =
    steal && !busy
      ? 'The hypervisor gives the node’s CPUs to others'
      : `Others keep the CPUs of ${node} busy${own === undefined ? '' : ` (this container’s part is ${number(own)} %)`}`;
  const mends = [otherNode(facts), requestCpu(facts)];
  const beside = (text: string): Candidate => contributes(text, { mends });
  if (wait === undefined) {
    return {
      ...beside('The node’s CPUs are busy, and whether the app waits for them could not be seen.'),
      surer: [allowExec(facts)],
    };
  }
  const waited = `the main thread waited for a CPU for ${waitWords(wait)}`;
  if (wait.others < WAITS && othersWantCpu(facts)) {
    return beside(
      `${who}; the main thread hardly waits, but other threads of it compute, and how long those wait is not counted.`,
    );
  }
  if (wait.others < WAITS) {
    return ruledOut(`the node’s CPUs are busy, but the app hardly waits behind others: ${waited}`);
  }
  const driven = drivenByItself(facts);
  if (driven !== undefined) return beside(`${who}, so that it all takes longer; but ${driven}.`);
  if (!isBehindOthers(facts)) return beside(`${who}, but its own limit makes it wait longer: ${waited}.`);
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
      weight: wait.others >= WAITS_LONG ? 3 : 2,
      text: asSentence(waited),
      check: 'run-queue-wait',
    },
    { holds: own === undefined && !steal, weight: -2 },
  ];
  const text = `${who}; ${waited}.`;
  return candidate({ text, share: wait.others / 100, points, surer: [topNode(facts)], mends });
}

/** Threads beside the main one use more than it, and were on a CPU or wanted one at the last look. */
function othersWantCpu({ main }: Facts): boolean {
  const all = main?.app.threads ?? [];
  const others = all.filter(({ tid, state }) => tid !== main?.app.pid && state === 'R');
  const used = others.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return used > 0 && used > (main?.app.mainThreadCpuMs ?? 0);
}

const WAITS = 10;
const WAITS_LONG = 30;

/** The app waits for a CPU because others have the node’s, more than because of its own limit. */
export function isBehindOthers(facts: Facts): boolean {
  const { wait } = facts;
  const busy = (['cpu-utilisation', 'cpu-saturation', 'cpu-steal'] as const).some((id) =>
    isBad(facts.verdict(id)),
  );
  return busy && wait !== undefined && wait.others >= WAITS && wait.others > wait.limit;
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
