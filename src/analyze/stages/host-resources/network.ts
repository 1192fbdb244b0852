import type { Check } from '../../../contracts/diagnosis.ts';
import { number } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { perSecond, sumKnown } from '../rates.ts';
import { inContainer, rawOfNode, whyUnknown } from '../subject.ts';
import { exported, exportedLabels, HOST_PARTS, type HostParts } from './parts.ts';

/** Errors of network interfaces: the node’s where a node-exporter tells, else the pod’s own. */
export const networkErrors = interfaceRule({
  id: 'network-errors',
  title: 'Network errors',
  exporter: ['receive_errs_total', 'transmit_errs_total'],
  own: ['rxErrors', 'txErrors'],
  words: {
    ok: 'No packet was damaged or could not be sent.',
    notice: 'A few packets were damaged or could not be sent.',
    warning: 'Packets are damaged or cannot be sent: connections lose time by sending again.',
    problem: 'Many packets are damaged or cannot be sent: the interface, its cable or its driver is broken.',
  },
});

/** Packets that network interfaces dropped. */
export const networkDrops = interfaceRule({
  id: 'network-drops',
  title: 'Dropped packets',
  exporter: ['receive_drop_total', 'transmit_drop_total'],
  own: ['rxDropped', 'txDropped'],
  words: {
    ok: 'No packet was dropped.',
    notice: 'A few packets were dropped, which is usual.',
    warning: 'Packets are dropped: connections lose time by sending again.',
    problem: 'Many packets are dropped: the node takes them in more slowly than they come.',
  },
});

interface InterfaceRule {
  id: 'network-errors' | 'network-drops';
  title: string;
  exporter: [string, string];
  own: ['rxErrors', 'txErrors'] | ['rxDropped', 'txDropped'];
  words: { ok: string; notice: string; warning: string; problem: string };
}

interface Interface {
  name: string;
  received: number | undefined;
  sent: number | undefined;
}

function interfaceRule({ id, title, exporter, own, words }: InterfaceRule): ReturnType<typeof checkRule> {
  return checkRule({
    stage: 'host-resources',
    needs: HOST_PARTS,
    judge: (parts, { request }): Check[] => {
      const ofNode = exporterInterfaces(parts, exporter, request.windowMs / 1000);
      const seen = ofNode.length > 0 ? ofNode : podInterfaces(parts, own);
      const base: CheckBase = {
        id,
        title,
        scope: ofNode.length > 0 ? 'host' : 'pod',
        method: 'errors',
        ...inContainer(parts.audit, ['cat', '/proc/net/dev']),
      };
      const total = sumKnown(seen.flatMap(({ received, sent }) => [received, sent]));
      if (total === undefined) {
        return [
          unknownCheck(
            { ...base, ...rawOfNode(parts.audit, 'proxy/stats/summary') },
            whyUnknown(parts.sample),
          ),
        ];
      }
      return [
        measuredCheck(base, {
          threshold: id,
          value: total,
          measured: `${shown(total)} a second`,
          reasons: words,
          details: table(
            [ofNode.length > 0 ? 'Interface of the node' : 'Interface of the pod', 'Received', 'Sent'],
            seen.map(({ name, received, sent }) => [name, shown(received), shown(sent)]),
          ),
        }),
      ];
    },
  });
}

function exporterInterfaces(
  { nodeExporter }: HostParts,
  metrics: [string, string],
  seconds: number,
): Interface[] {
  const [received, sent] = metrics;
  const rate = (metric: string, name: string): number | undefined =>
    perSecond(exported(nodeExporter, `node_network_${metric}{device="${name}"}`), seconds);
  return exportedLabels(nodeExporter, `node_network_${received}`).map((name) => ({
    name,
    received: rate(received, name),
    sent: rate(sent, name),
  }));
}

function podInterfaces({ sample }: HostParts, [received, sent]: InterfaceRule['own']): Interface[] {
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
