import type { ThrottlingEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { PodEvidence } from '../../contracts/evidence.ts';
import type { Api } from './api.ts';
import { metricSamples } from './metrics-text.ts';
import { cut } from './names.ts';
import { apiPath } from '../cluster/api-path.ts';

/** 500 pods with a few containers each give some 20 MB. */
const MOST_BYTES = 48 * 1024 * 1024;
/** Beside the diagnosed container, the most throttled of the node. */
const MOST_KEPT = 20;
const LONGEST_NAME = 253;

const PERIODS = 'container_cpu_cfs_periods_total';
const THROTTLED_PERIODS = 'container_cpu_cfs_throttled_periods_total';
const THROTTLED_SECONDS = 'container_cpu_cfs_throttled_seconds_total';
const WANTED = new Set([PERIODS, THROTTLED_PERIODS, THROTTLED_SECONDS]);

/** The container that is diagnosed, and its ID where the runtime says one. */
export interface DiagnosedContainer {
  pod: PodEvidence;
  container: string;
  /** Hexadecimal; without the runtime's name before it. */
  containerId: string | undefined;
}

/** How often containers of the node were throttled, as cAdvisor counts. Needs `get nodes/proxy`. */
export async function readThrottling(
  node: string,
  own: Promise<DiagnosedContainer>,
  api: Api,
): Promise<ThrottlingEvidence[]> {
  const text = await api.text(apiPath`/api/v1/nodes/${node}/proxy/metrics/cadvisor`, MOST_BYTES);
  return reduceThrottling(text, await own);
}

/**
 * The diagnosed container first, then the most throttled of the others. Where cAdvisor does not know the containers'
 * names (it could not ask the runtime), the diagnosed one is found by its ID, and the others are pods as a whole:
 * `container` is empty. Containers without a limit have no periods and are not there.
 */
export function reduceThrottling(text: string, own: DiagnosedContainer): ThrottlingEvidence[] {
  const all = newestOfEach(cgroupsOf(text, own));
  const named = new Set(all.filter(({ container }) => container !== '').map(podKey));
  const counted = all.filter((one) => one.container !== '' || !named.has(podKey(one)));
  const isOwn = (one: ThrottlingEvidence): boolean =>
    podKey(one) === `${own.pod.namespace}/${own.pod.name}` && one.container === own.container;
  const others = counted.filter((one) => !isOwn(one) && one.throttledPeriods > 0);
  const most = others.toSorted((a, b) => b.throttledMs - a.throttledMs).slice(0, MOST_KEPT);
  return [...counted.filter(isOwn), ...most].map(evidenceOf);
}

function evidenceOf({
  namespace,
  pod,
  container,
  periods,
  throttledPeriods,
  throttledMs,
}: Account): ThrottlingEvidence {
  return { namespace, pod, container, periods, throttledPeriods, throttledMs };
}

/** A cgroup's account, and when cAdvisor read it. */
type Account = ThrottlingEvidence & { at: number };

/** By cgroup: after a restart the old and the new container are both there for a while. */
function cgroupsOf(text: string, own: DiagnosedContainer): Account[] {
  const byId = new Map<string, Account>();
  for (const { name, labels, value, at = 0 } of metricSamples(text, WANTED)) {
    const id = labels.get('id') ?? '';
    const known = byId.get(id) ?? accountOf(labels, own);
    if (known === undefined) continue;
    byId.set(id, known);
    known.at = Math.max(known.at, at);
    if (name === PERIODS) known.periods = value;
    else if (name === THROTTLED_PERIODS) known.throttledPeriods = value;
    else known.throttledMs = Math.round(value * 1e6) / 1000;
  }
  return [...byId.values()];
}

function accountOf(
  labels: ReadonlyMap<string, string>,
  { pod, container, containerId }: DiagnosedContainer,
): Account | undefined {
  const empty = { periods: 0, throttledPeriods: 0, throttledMs: 0, at: 0 };
  const id = labels.get('id') ?? '';
  if (containerId !== undefined && id.includes(containerId))
    return { namespace: pod.namespace, pod: pod.name, container, ...empty };
  const namespace = cut(labels.get('namespace') ?? '', LONGEST_NAME);
  const name = cut(labels.get('pod') ?? '', LONGEST_NAME);
  // `POD` is the container that holds the pod's namespaces.
  if (namespace === '' || name === '' || labels.get('container') === 'POD') return undefined;
  return { namespace, pod: name, container: cut(labels.get('container') ?? '', LONGEST_NAME), ...empty };
}

function newestOfEach(accounts: readonly Account[]): Account[] {
  const newest = new Map<string, Account>();
  for (const account of accounts) {
    const key = `${podKey(account)}/${account.container}`;
    const known = newest.get(key);
    if (known === undefined || account.at > known.at) newest.set(key, account);
  }
  return [...newest.values()];
}

function podKey({ namespace, pod }: ThrottlingEvidence): string {
  return `${namespace}/${pod}`;
}
