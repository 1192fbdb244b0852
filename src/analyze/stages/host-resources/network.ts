import { number } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { table } from '../details.ts';
import { perSecond, sumKnown } from '../../figures/window/rates.ts';
import { inContainer, rawOfNode, whyUnknown } from '../../figures/subject.ts';
import { NETDATA, USE } from '../../figures/threshold.ts';
import { exported, exportedLabels, type HostParts } from '../../figures/node/parts.ts';
import { OF_HOST } from './of-host.ts';

const shownBy = ({ audit }: HostParts): { command?: string } => inContainer(audit, ['cat', '/proc/net/dev']);

/** Errors of network interfaces: the node’s where a node-exporter tells, else the pod’s own. */
export const networkErrors = defineCheck({
  ...OF_HOST,
  id: 'network-errors',
  title: 'Network errors',
  method: 'errors',
  threshold: {
    what: 'Packets that an interface could not send or receive',
    unit: ' a second',
    comparison: 'above',
    notice: 0,
    warning: 1,
    problem: 100,
    why: 'A working interface has none (USE); how many are too many is our choice, because packets are not counted here.',
    source: USE,
  },
  shownBy,
  look: (parts, { request }) =>
    perInterface(
      parts,
      request.windowMs / 1000,
      { exporter: 'errs', own: ['rxErrors', 'txErrors'] },
      {
        ok: 'No packet was damaged or could not be sent.',
        notice: 'A few packets were damaged or could not be sent.',
        warning: 'Packets are damaged or cannot be sent: connections lose time by sending again.',
        problem:
          'Many packets are damaged or cannot be sent: the interface, its cable or its driver is broken.',
      },
    ),
});

/** Packets that network interfaces dropped. */
export const networkDrops = defineCheck({
  ...OF_HOST,
  id: 'network-drops',
  title: 'Dropped packets',
  method: 'errors',
  most: 'suspect',
  threshold: {
    what: 'Packets that an interface dropped',
    unit: ' a second',
    comparison: 'above',
    notice: 0,
    warning: 10,
    problem: 1000,
    why: 'Some drops are usual (unknown protocols); how many are too many is our choice.',
    source: `${NETDATA}/net.conf`,
  },
  shownBy,
  look: (parts, { request }) =>
    perInterface(
      parts,
      request.windowMs / 1000,
      { exporter: 'drop', own: ['rxDropped', 'txDropped'] },
      {
        ok: 'No packet was dropped.',
        notice: 'A few packets were dropped, which is usual.',
        warning: 'Packets are dropped: connections lose time by sending again.',
        problem: 'Many packets are dropped: the node takes them in more slowly than they come.',
      },
    ),
});

/** What is counted, in the node-exporter’s words and in those of the sample. */
interface Counters {
  exporter: 'errs' | 'drop';
  own: readonly ['rxErrors', 'txErrors'] | readonly ['rxDropped', 'txDropped'];
}

interface Interface {
  name: string;
  received: number | undefined;
  sent: number | undefined;
}

function perInterface(
  parts: HostParts,
  windowSeconds: number,
  counters: Counters,
  reasons: { ok: string; notice: string; warning: string; problem: string },
): Finding {
  const ofNode = nodeInterfaces(parts, windowSeconds, counters);
  const isNode = ofNode.length > 0;
  const seen = isNode ? ofNode : podInterfaces(parts, counters);
  const scope = isNode ? 'host' : 'pod';
  const total = sumKnown(seen.flatMap(({ received, sent }) => [received, sent]));
  if (total === undefined) {
    return { scope, unknown: whyUnknown(parts.sample), ...rawOfNode(parts.audit, 'proxy/stats/summary') };
  }
  return {
    scope,
    value: total,
    measured: `${shown(total)} a second`,
    reasons,
    details: table(
      [isNode ? 'Interface of the node' : 'Interface of the pod', 'Received', 'Sent'],
      seen.map(({ name, received, sent }) => [name, shown(received), shown(sent)]),
    ),
  };
}

function nodeInterfaces({ nodeExporter }: HostParts, seconds: number, { exporter }: Counters): Interface[] {
  const rate = (way: 'receive' | 'transmit', name: string): number | undefined =>
    perSecond(exported(nodeExporter, `node_network_${way}_${exporter}_total{device="${name}"}`), seconds);
  return exportedLabels(nodeExporter, `node_network_receive_${exporter}_total`).map((name) => ({
    name,
    received: rate('receive', name),
    sent: rate('transmit', name),
  }));
}

function podInterfaces({ sample }: HostParts, { own: [received, sent] }: Counters): Interface[] {
  if (!sample.known) return [];
  const { network, from, to } = sample.value;
  return network.interfaces
    .filter(({ name }) => name !== 'lo')
    .map((one) => ({
      name: one.name,
      received: perSecond(one[received], to - from),
      sent: perSecond(one[sent], to - from),
    }));
}

function shown(rate: number | undefined): string {
  if (rate === undefined) return '';
  return rate > 0 && rate < 10 ? rate.toFixed(1) : number(rate);
}
