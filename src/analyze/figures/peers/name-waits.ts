import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';

/** How often looks found the app waiting for a DNS server. */
export interface NameWaits {
  looks: number;
  /** Looks in which at least one socket of its waited. */
  waiting: number;
  /** Sockets at once. */
  most: number;
  /** Of the looks. */
  percent: number;
}

/**
 * By the sockets that are connected to a DNS server, which a resolver closes once its answer is there. Our own look-ups
 * and requests, one of each at a time, are taken off. Undefined where the sockets were not looked at twice.
 */
export function nameWaits({ network, dns, requests }: SampleEvidence): NameWaits | undefined {
  const { asking = [] } = network;
  if (asking.length < 2) return undefined;
  const ours = Number(dns.lookups.length > 0) + Number(requests.length > 0);
  const theirs = asking.map((count) => Math.max(0, count - ours));
  const waiting = theirs.filter((count) => count > 0).length;
  return {
    looks: asking.length,
    waiting,
    most: Math.max(...theirs),
    percent: (waiting / asking.length) * 100,
  };
}
