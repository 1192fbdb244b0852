import { age } from '../../units.ts';
import type { Style } from '../theme.ts';
import type { PodRow } from './backend.ts';

/** How some pods are together. */
export interface Health {
  pods: number;
  crashing: number;
  /** Those that neither run with all containers ready nor have ended well, crash loops left out. */
  unready: number;
  /** Those that have ended well. */
  ended: number;
  restarts: number;
  /** The last one. */
  restartedAt?: string | undefined;
}

/** Of what has no pods. */
export const NO_PODS: Health = { pods: 0, crashing: 0, unready: 0, ended: 0, restarts: 0 };

/** A container that has run so long without a crash starts at once again. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy */
const BACK_OFF_FORGOTTEN_MS = 10 * 60_000;
/** Our choice: one or two restarts are an accident. */
const LOOP = 3;

/** The pods by what `keyOf` says they belong to; without a key they are left out. */
export function healthBy(
  pods: Iterable<PodRow>,
  keyOf: (pod: PodRow) => string | undefined,
  now: number,
): Map<string, Health> {
  const all = new Map<string, Health>();
  for (const pod of pods) {
    const key = keyOf(pod);
    if (key === undefined) continue;
    let health = all.get(key);
    if (health === undefined) all.set(key, (health = { ...NO_PODS }));
    health.pods += 1;
    if (isCrashLoop(pod, now)) health.crashing += 1;
    else if (hasEnded(pod)) health.ended += 1;
    else if (isUnready(pod)) health.unready += 1;
    health.restarts += pod.restarts;
    health.restartedAt = laterOf(health.restartedAt, pod.restartedAt);
  }
  return all;
}

/** All pods together, reckoned once for some seconds: each frame asks for it. Undefined without pods. */
export function healthOf(
  pods: ReadonlyMap<string, PodRow> | readonly PodRow[],
  now: number,
): Health | undefined {
  const known = reckoned.get(pods);
  if (known !== undefined && Math.abs(now - known.at) < RECKONED_MS) return known.health;
  const health = healthBy(pods.values(), () => '', now).get('');
  reckoned.set(pods, { at: now, health });
  return health;
}

const reckoned = new WeakMap<object, { at: number; health: Health | undefined }>();
const RECKONED_MS = 10_000;

/** Whether a pod crashes again and again: also while it runs, as its status tells of the moment only. */
export function isCrashLoop({ status, restarts, restartedAt }: PodRow, now: number): boolean {
  if (/\bCrashLoopBackOff$/.test(status)) return true;
  const ended = restartedAt === undefined ? Number.NaN : Date.parse(restartedAt);
  return restarts >= LOOP && now - ended < BACK_OFF_FORGOTTEN_MS;
}

/** Whether a pod neither runs with all containers ready nor has ended well. */
export function isUnready({ status, ready }: PodRow): boolean {
  if (hasEnded({ status })) return false;
  const [up, all] = ready.split('/');
  return status !== 'Running' || up !== all;
}

export function hasEnded({ status }: Pick<PodRow, 'status'>): boolean {
  return status === 'Completed' || status === 'Succeeded';
}

/** `2 in a crash loop, 1 not ready`, or how many are ready. */
export function healthText({ pods, crashing, unready, ended }: Health): string {
  const bad = [
    ...(crashing === 0 ? [] : [`${crashing} in a crash loop`]),
    ...(unready === 0 ? [] : [`${unready} not ready`]),
  ];
  const well = [`${pods - ended} ready`, ...(ended === 0 ? [] : [`${ended} ended`])];
  return (bad.length === 0 ? well : bad).join(', ');
}

/** `2/3`: how many of the pods are well, of those that have not ended. */
export function readyText({ pods, crashing, unready, ended }: Health): string {
  return `${pods - crashing - unready - ended}/${pods - ended}`;
}

export function healthStyle({ crashing, unready, pods }: Health): Style {
  if (crashing > 0) return 'error';
  if (unready > 0) return 'gone';
  return pods === 0 ? 'dim' : 'severity.ok';
}

/** `7 (12s ago)`, as kubectl shows restarts. */
export function restartsText(
  { restarts, restartedAt }: Pick<Health, 'restarts' | 'restartedAt'>,
  now: number,
): string {
  const ago =
    restartedAt === undefined || restarts === 0
      ? ''
      : ` (${age(restartedAt, new Date(now).toISOString())} ago)`;
  return `${restarts}${ago}`;
}

function laterOf(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return Date.parse(right) > Date.parse(left) ? right : left;
}
