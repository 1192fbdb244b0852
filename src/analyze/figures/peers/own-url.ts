import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';

/** Where a URL leads, as far as its text, the pod and the peers tell. */
export interface UrlTarget {
  /** The pod that is diagnosed answers it: then its time is the symptom, and no dependency's. */
  own: boolean;
  /** Absent where the host is an address. */
  hostName?: string;
  /** `ADDRESS:PORT` or `HOST:PORT`. */
  authority: string;
}

type Needs = Pick<DiagnosisParts, 'audit' | 'podState' | 'peers'>;

/**
 * Tells a URL of the pod itself (loopback, its own address, its own name, a Service that selects it) from one of
 * something that it depends on.
 */
export function urlTarget(text: string, parts: Needs): UrlTarget {
  const url = parsed(text);
  if (url === undefined) return { own: false, authority: text };
  const host = url.hostname
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
    .replace(/\.$/, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  return {
    own: isOwnHost(host, parts),
    authority: `${host}:${port}`,
    ...(isAddress || isLoopback(host) ? {} : { hostName: host }),
  };
}

/** Whether a name or an address leads back to the pod: loopback, its own, or that of a Service behind which it stands. */
export function isOwnHost(host: string, parts: Needs): boolean {
  return isLoopback(host) || namesOfPod(parts).has(host) || leadsBack(host, parts);
}

/** All names that a Service of a namespace goes by inside the cluster, its usual domain assumed. */
function serviceNames({ namespace, name }: { namespace: string; name: string }, from: string): string[] {
  const names = [
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
    `${name}.${namespace}.svc.cluster.local`,
  ];
  return namespace === from ? [name, ...names] : names;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host)
  );
}

function namesOfPod({ audit, podState }: Needs): Set<string> {
  const pod = audit.containers[0]?.pod;
  if (pod === undefined) return new Set();
  const state = podState.known ? podState.value : undefined;
  return new Set([
    pod.name,
    ...(state?.addresses ?? []),
    ...(state?.services ?? []).flatMap((service) => [
      ...serviceNames(service, pod.namespace),
      ...(service.clusterIP === undefined ? [] : [service.clusterIP]),
    ]),
  ]);
}

/** A peer of the same name or address behind which the pod itself stands. */
function leadsBack(host: string, { audit, peers }: Needs): boolean {
  const pod = audit.containers[0]?.pod;
  if (pod === undefined || !peers.known) return false;
  return peers.value.some(
    ({ address, service, pods = [] }) =>
      (address === host || (service !== undefined && serviceNames(service, pod.namespace).includes(host))) &&
      pods.some((each) => each.namespace === pod.namespace && each.pod === pod.name),
  );
}
