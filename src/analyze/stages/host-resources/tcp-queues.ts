import { counted } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line } from '../details.ts';
import { increase, perSecond, sumKnown } from '../../figures/window/rates.ts';
import { inContainer, whyUnknown } from '../../figures/subject.ts';
import { NETDATA, type Threshold } from '../../figures/threshold.ts';
import { HOST_PARTS, type HostParts } from '../../figures/node/parts.ts';

const OF_QUEUE = {
  stage: 'host-resources',
  scope: 'pod',
  method: 'errors',
  needs: HOST_PARTS,
  shownBy: ({ audit }: HostParts) => inContainer(audit, ['cat', '/proc/net/netstat']),
} as const;

/**
 * Connections that were made and then thrown away because the program did not accept them in time. The counters of
 * /proc/net/netstat are those of the pod’s network namespace. https://docs.kernel.org/networking/snmp_counter.html
 */
export const acceptQueueOverflows = defineCheck({
  ...OF_QUEUE,
  id: 'accept-queue-overflows',
  title: 'Accept queue overflows',
  most: 'cleared',
  threshold: row('Connections that found the accept queue full'),
  look: (parts) =>
    overflows(parts, ['TcpExt.ListenOverflows'], {
      ok: 'Every connection that came was taken in.',
      notice: 'A few connections were turned away because the program did not accept them in time.',
      warning:
        'Connections are turned away because the program does not accept them in time: it is blocked, or its backlog is too short.',
    }),
});

/** Connections that were turned away before they were made. */
export const synQueueOverflows = defineCheck({
  ...OF_QUEUE,
  id: 'syn-queue-overflows',
  title: 'SYN queue overflows',
  most: 'suspect',
  threshold: row('Connections that found the SYN queue full'),
  look: (parts) =>
    overflows(parts, ['TcpExt.TCPReqQFullDrop', 'TcpExt.TCPReqQFullDoCookies'], {
      ok: 'The queue of half-open connections never was full.',
      notice: 'The queue of half-open connections was full for a moment.',
      warning:
        'The queue of half-open connections is full: more connections begin than are finished, or somebody floods it.',
    }),
});

function row(what: string): Threshold {
  return {
    what,
    unit: ' a second',
    comparison: 'above',
    notice: 0,
    warning: 1,
    problem: 5,
    why: 'Netdata warns above 1 a second and calls 5 critical.',
    source: `${NETDATA}/tcp_listen.conf`,
  };
}

function overflows(
  { sample }: HostParts,
  counters: readonly string[],
  reasons: { ok: string; notice: string; warning: string },
): Finding {
  if (!sample.known) return { unknown: whyUnknown(sample) };
  const { network, from, to } = sample.value;
  const rate = sumKnown(counters.map((name) => perSecond(network.counters[name], to - from)));
  if (rate === undefined) return { unknown: 'The kernel does not count them here.' };
  const risen = sumKnown(counters.map((name) => increase(network.counters[name]))) ?? 0;
  return {
    value: rate,
    measured: `${counted(risen, 'connection')} in the window`,
    reasons,
    details: [
      ...counters.flatMap((name) => {
        const total = network.counters[name]?.last;
        return total === undefined ? [] : [line(`${name} since the pod started: ${total}`)];
      }),
      ...(network.somaxconn === undefined ? [] : [line(`net.core.somaxconn: ${network.somaxconn}`)]),
    ],
  };
}
