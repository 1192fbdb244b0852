import type { Check } from '../../../contracts/diagnosis.ts';
import { number, percent, size } from '../../../units.ts';
import { measuredCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { percentOf } from '../rates.ts';
import { inContainer, whyUnknown } from '../subject.ts';
import { exportedNow, HOST_PARTS, procOfNode } from './parts.ts';

/**
 * The kernel’s default limit, of the memory: a sixteenth is the limit of pressure, and half as much again the last one.
 * `tcp_init_mem`, https://github.com/torvalds/linux/blob/v6.12/net/ipv4/tcp.c
 */
const DEFAULT_PART = 1.5 / 16;

/**
 * Memory of TCP buffers: one sum and one limit (net.ipv4.tcp_mem) for all pods of the node. Only pods of the host
 * network see the limit; for others the kernel’s default is taken.
 * https://docs.kernel.org/networking/ip-sysctl.html
 */
export const socketMemory = checkRule({
  stage: 'host-resources',
  needs: HOST_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'socket-memory',
      title: 'Memory of TCP buffers',
      scope: 'host',
      method: 'utilisation',
      ...inContainer(parts.audit, ['cat', '/proc/net/sockstat', '/proc/sys/net/ipv4/tcp_mem']),
    };
    const proc = procOfNode(parts);
    if (!proc.trusted) return [unknownCheck(base, proc.because)];
    const { tcpMemory, sockets } = proc.sample.network;
    const used = exportedNow(parts.nodeExporter, 'node_sockstat_TCP_mem_bytes') ?? tcpMemory?.used;
    const told = tcpMemory?.max;
    const total = proc.host.memory?.total;
    const most = told ?? (total === undefined ? undefined : total * DEFAULT_PART);
    const value = percentOf(used, most);
    if (used === undefined || most === undefined || value === undefined)
      return [unknownCheck(base, 'The container does not see how much memory TCP buffers take.')];
    return [
      measuredCheck(base, {
        threshold: 'socket-memory',
        value,
        measured: `${percent(value)} of ${size(most)}${told === undefined ? ', the kernel’s default' : ''}`,
        reasons: {
          ok: 'TCP buffers have room.',
          warning: 'The kernel saves memory of TCP buffers: connections become slower.',
          problem: 'TCP buffers are full: the kernel drops what comes.',
        },
        ...(told === undefined
          ? {
              cap: {
                verdict: 'warning' as const,
                reason:
                  'TCP buffers take much memory of the node; its limit (net.ipv4.tcp_mem) could not be seen.',
              },
            }
          : {}),
        details: [
          line(`Used: ${size(used)}`),
          ...(sockets === undefined
            ? []
            : [
                line(
                  `Sockets of the pod: ${number(sockets.inUse)} in use, ${number(sockets.orphaned)} orphaned, ${number(sockets.timeWait)} in TIME_WAIT`,
                ),
              ]),
        ],
      }),
    ];
  },
});

/**
 * Tracked connections. The count that a container reads is its own network namespace’s; the table of the node, which
 * kube-proxy uses, is only seen with a node-exporter or in a pod of the host network.
 */
export const conntrack = checkRule({
  stage: 'host-resources',
  needs: [...HOST_PARTS, 'podState'],
  judge: (parts): Check[] => {
    const { nodeExporter, sample, podState } = parts;
    const ofNode = {
      count: exportedNow(nodeExporter, 'node_nf_conntrack_entries'),
      max: exportedNow(nodeExporter, 'node_nf_conntrack_entries_limit'),
    };
    const own = sample.known ? sample.value.network.conntrack : undefined;
    const isHost = ofNode.count !== undefined || (podState.known && podState.value.hostNetwork);
    const { count, max } = ofNode.count === undefined ? { count: own?.count, max: own?.max } : ofNode;
    const base: CheckBase = {
      id: 'conntrack',
      title: 'Connection tracking',
      scope: isHost ? 'host' : 'pod',
      method: 'utilisation',
      ...inContainer(parts.audit, [
        'cat',
        '/proc/sys/net/netfilter/nf_conntrack_count',
        '/proc/sys/net/netfilter/nf_conntrack_max',
      ]),
    };
    const value = percentOf(count, max);
    if (count === undefined || max === undefined || value === undefined) {
      return [
        unknownCheck(
          base,
          sample.known
            ? 'The container does not see the table, and there is no node-exporter to ask.'
            : whyUnknown(sample),
        ),
      ];
    }
    const whose = isHost ? 'The node’s table' : 'The pod’s own table';
    return [
      measuredCheck(base, {
        threshold: 'conntrack',
        value,
        measured: `${percent(value)} (${number(count)} of ${number(max)})`,
        reasons: {
          ok: `${whose} has room${isHost ? '' : '; that of the node could not be seen'}.`,
          warning: `${whose} is nearly full; when it is full, new connections are dropped.`,
          problem: `${whose} is full: new connections are dropped.`,
        },
      }),
    ];
  },
});
