import type { Check, CheckDetail } from '../../../contracts/diagnosis.ts';
import { counted } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { increase, perSecond, sumKnown } from '../rates.ts';
import { inContainer, whyUnknown } from '../subject.ts';
import { exported, HOST_PARTS, type HostParts } from './parts.ts';

/**
 * Connections that were made and then thrown away because the program did not accept them in time. The counters of
 * /proc/net/netstat are those of the pod’s network namespace. https://docs.kernel.org/networking/snmp_counter.html
 */
export const acceptQueueOverflows = queueRule({
  id: 'accept-queue-overflows',
  title: 'Accept queue overflows',
  counters: ['TcpExt.ListenOverflows'],
  exporter: 'node_netstat_TcpExt_ListenOverflows',
  words: {
    ok: 'Every connection that came was taken in.',
    notice: 'A few connections were turned away because the program did not accept them in time.',
    warning:
      'Connections are turned away because the program does not accept them in time: it is blocked, or its backlog is too short.',
  },
});

/** Connections that were turned away before they were made. */
export const synQueueOverflows = queueRule({
  id: 'syn-queue-overflows',
  title: 'SYN queue overflows',
  counters: ['TcpExt.TCPReqQFullDrop', 'TcpExt.TCPReqQFullDoCookies'],
  words: {
    ok: 'The queue of half-open connections never was full.',
    notice: 'The queue of half-open connections was full for a moment.',
    warning:
      'The queue of half-open connections is full: more connections begin than are finished, or somebody floods it.',
  },
});

interface QueueRule {
  id: 'accept-queue-overflows' | 'syn-queue-overflows';
  title: string;
  counters: string[];
  /** The same for the node’s own network namespace. */
  exporter?: string;
  words: { ok: string; notice: string; warning: string };
}

function queueRule({ id, title, counters, exporter, words }: QueueRule): ReturnType<typeof checkRule> {
  return checkRule({
    stage: 'host-resources',
    needs: HOST_PARTS,
    judge: (parts, { request }): Check[] => {
      const { sample, audit } = parts;
      const base: CheckBase = {
        id,
        title,
        scope: 'pod',
        method: 'errors',
        ...inContainer(audit, ['cat', '/proc/net/netstat']),
      };
      if (!sample.known) return [unknownCheck(base, whyUnknown(sample))];
      const { network, from, to } = sample.value;
      const rate = sumKnown(counters.map((name) => perSecond(network.counters[name], to - from)));
      if (rate === undefined) return [unknownCheck(base, 'The kernel does not count them here.')];
      const risen = sumKnown(counters.map((name) => increase(network.counters[name]))) ?? 0;
      return [
        measuredCheck(base, {
          threshold: id,
          value: rate,
          measured: `${counted(risen, 'connection')} in the window`,
          reasons: words,
          details: [
            ...counters.flatMap((name) => since(name, network.counters[name]?.last)),
            ...ofNode(parts, exporter, request.windowMs / 1000),
            ...(network.somaxconn === undefined ? [] : [line(`net.core.somaxconn: ${network.somaxconn}`)]),
          ],
        }),
      ];
    },
  });
}

function since(name: string, total: number | undefined): CheckDetail[] {
  return total === undefined ? [] : [line(`${name} since the pod started: ${total}`)];
}

function ofNode({ nodeExporter }: HostParts, metric: string | undefined, seconds: number): CheckDetail[] {
  const rate = metric === undefined ? undefined : perSecond(exported(nodeExporter, metric), seconds);
  return rate === undefined ? [] : [line(`The node’s own: ${rate.toFixed(1)} a second`)];
}
