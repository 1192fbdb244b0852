import { number, percent, size } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer, whyUnknown } from '../../figures/subject.ts';
import { NETDATA, NODE_ALERTS } from '../../figures/threshold.ts';
import { exportedNow, HOST_PARTS, procOfNode } from '../../figures/node/parts.ts';
import { OF_HOST } from './of-host.ts';

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
export const socketMemory = defineCheck({
  ...OF_HOST,
  id: 'socket-memory',
  title: 'Memory of TCP buffers',
  method: 'utilisation',
  threshold: {
    what: 'Memory of TCP buffers on the node, of the most that its kernel allows',
    unit: '%',
    comparison: 'above',
    warning: 66,
    problem: 90,
    why: 'The kernel saves from two thirds on by default (pressure); Netdata calls 90% critical.',
    source: `${NETDATA}/tcp_mem.conf`,
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/net/sockstat', '/proc/sys/net/ipv4/tcp_mem']),
  look: (parts) => {
    const { host, because } = procOfNode(parts);
    if (because !== undefined || !parts.sample.known) return { unknown: because ?? whyUnknown(parts.sample) };
    const { tcpMemory, sockets } = parts.sample.value.network;
    const used = exportedNow(parts.nodeExporter, 'node_sockstat_TCP_mem_bytes') ?? tcpMemory?.used;
    const total = host.memory?.total;
    const most = tcpMemory?.max ?? (total === undefined ? undefined : total * DEFAULT_PART);
    const isDefault = tcpMemory?.max === undefined;
    const value = percentOf(used, most);
    if (used === undefined || most === undefined || value === undefined)
      return { unknown: 'The container does not see how much memory TCP buffers take.' };
    return {
      value,
      measured: `${percent(value)} of ${size(most)}${isDefault ? ', the kernel’s default' : ''}`,
      reasons: {
        ok: 'TCP buffers have room.',
        warning: 'The kernel saves memory of TCP buffers: connections become slower.',
        problem: 'TCP buffers are full: the kernel drops what comes.',
      },
      cap: isDefault
        ? {
            verdict: 'warning',
            reason:
              'TCP buffers take much memory of the node; its limit (net.ipv4.tcp_mem) could not be seen.',
          }
        : undefined,
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
    };
  },
});

/**
 * Tracked connections. The count that a container reads is its own network namespace’s; the table of the node, which
 * kube-proxy uses, is only seen with a node-exporter or in a pod of the host network.
 */
export const conntrack = defineCheck({
  ...OF_HOST,
  id: 'conntrack',
  title: 'Connection tracking',
  method: 'utilisation',
  needs: [...HOST_PARTS, 'podState'],
  threshold: {
    what: 'Connections that are tracked, of the most that fit',
    unit: '%',
    comparison: 'above',
    warning: 75,
    problem: 95,
    why: 'The node-exporter mixin alerts above 75%; when the table is full, new connections are dropped.',
    source: NODE_ALERTS,
  },
  shownBy: ({ audit }) =>
    inContainer(audit, [
      'cat',
      '/proc/sys/net/netfilter/nf_conntrack_count',
      '/proc/sys/net/netfilter/nf_conntrack_max',
    ]),
  look: ({ nodeExporter, sample, podState }) => {
    const entries = exportedNow(nodeExporter, 'node_nf_conntrack_entries');
    const own = sample.known ? sample.value.network.conntrack : undefined;
    const isHost = entries !== undefined || (podState.known && podState.value.hostNetwork);
    const scope = isHost ? 'host' : 'pod';
    const count = entries ?? own?.count;
    const max =
      entries === undefined ? own?.max : exportedNow(nodeExporter, 'node_nf_conntrack_entries_limit');
    const value = percentOf(count, max);
    if (count === undefined || max === undefined || value === undefined) {
      return {
        scope,
        unknown: sample.known
          ? 'The container does not see the table, and there is no node-exporter to ask.'
          : whyUnknown(sample),
      };
    }
    const whose = isHost ? 'The node’s table' : 'The pod’s own table';
    return {
      scope,
      value,
      measured: `${percent(value)} (${number(count)} of ${number(max)})`,
      reasons: {
        ok: `${whose} has room${isHost ? '' : '; that of the node could not be seen'}.`,
        warning: `${whose} is nearly full; when it is full, new connections are dropped.`,
        problem: `${whose} is full: new connections are dropped.`,
      },
    };
  },
});
