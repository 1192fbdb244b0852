import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import type { ContainerEvidence, Known } from '../../../contracts/evidence.ts';
import { counted } from '../../../units.ts';
import { quietTicks, type QuietWindow } from '../window/quiet-ticks.ts';
import { probeOf, subjectOf } from '../subject.ts';
import { known, unknown } from '../known.ts';

/** How often a CPU limit held a container back. */
export interface Throttling {
  /** From 0 to 1, of its periods; 0 where there were none, because no limit is enforced. */
  share: number;
  periods: number;
  throttledPeriods: number;
  /** Sum over all CPUs, so it may be longer than the time that passed. */
  throttledMs?: number;
}

/** The same, with when it was and who said so. */
export interface SeenThrottling extends Throttling {
  percent: number;
  /** `window`: while we looked and the audit did not run. `start`: since the container’s start, before we looked. */
  over: 'window' | 'start';
  source: string;
}

type Parts = Pick<DiagnosisParts, 'sample' | 'audit' | 'throttling'>;

/** In fewer periods than this, half a second, a limit shows by chance. */
export const FEWEST_PERIODS = 5;

/** From this share of throttled periods on the limit is what makes it slow. */
export const THROTTLED_SHARE = 0.25;

/** Since the container's start, by what the audit read before it did anything itself. */
export function throttlingSinceStart({ probe }: Pick<ContainerEvidence, 'probe'>): Known<Throttling> {
  if (!probe.known) return unknown('the container was not asked');
  const { before } = probe.value.cgroup;
  if (before === undefined) return unknown('its CPU controller’s counters could not be read');
  const { periods, throttledPeriods } = before;
  if (periods > 0 && periods < FEWEST_PERIODS) {
    return unknown(`${counted(periods, 'CPU period')} is too few to judge by`);
  }
  return known({
    share: periods === 0 ? 0 : Math.min(1, throttledPeriods / periods),
    periods,
    throttledPeriods,
  });
}

/** Of the window, where the audit left enough of it; else since the start. The one figure that a diagnosis judges by. */
export function throttlingOf(parts: Parts): SeenThrottling | undefined {
  return throttlingNow(parts) ?? throttlingBefore(parts);
}

/** While we looked and the audit did not run; undefined where it ran nearly all the time, or nothing was counted. */
export function throttlingNow(parts: Pick<Parts, 'sample' | 'audit'>): SeenThrottling | undefined {
  const quiet = quietWindow(parts);
  return quiet.how === 'quiet' ? seen(quiet, 'window', 'cgroup, while the audit did not run') : undefined;
}

/** While the audit ran: how much of it was the app’s own nobody knows. Undefined where it ran at other times. */
export function throttlingWithAudit(parts: Pick<Parts, 'sample' | 'audit'>): SeenThrottling | undefined {
  const { how, whole } = quietWindow(parts);
  return how === 'corrected' ? seen(whole, 'window', 'cgroup, with the audit') : undefined;
}

/** Since the container’s start: as the audit read it first of all, else the sampler, else as cAdvisor counted. */
export function throttlingBefore({ sample, audit, throttling }: Parts): SeenThrottling | undefined {
  const subject = subjectOf(audit);
  const probe = probeOf(audit);
  const told = throttling.known
    ? throttling.value.find(
        ({ namespace, pod, container }) =>
          namespace === subject?.pod.namespace &&
          pod === subject.pod.name &&
          container === subject.container.name,
      )
    : undefined;
  const [first] = sample.known ? sample.value.cgroup.ticks.toSorted((a, b) => a.at - b.at) : [];
  return (
    seen(probe.known ? probe.value.cgroup.before : undefined, 'start', CGROUP) ??
    seen(first, 'start', CGROUP) ??
    seen(told, 'start', 'cAdvisor, since the container started')
  );
}

/** The window without the audit; see {@link quietTicks}. */
export function quietWindow({ sample, audit }: Pick<Parts, 'sample' | 'audit'>): QuietWindow {
  return sample.known ? quietTicks(sample.value, probeOf(audit)) : { how: 'none', seconds: 0, intervals: [] };
}

const CGROUP = 'cgroup, since the container started';

function seen(
  read: Partial<Pick<Throttling, 'periods' | 'throttledPeriods' | 'throttledMs'>> | undefined,
  over: SeenThrottling['over'],
  source: string,
): SeenThrottling | undefined {
  const { periods, throttledPeriods, throttledMs } = read ?? {};
  if (!isCount(periods) || !isCount(throttledPeriods)) return undefined;
  const share = periods === 0 ? 0 : Math.min(1, throttledPeriods / periods);
  return {
    share,
    percent: share * 100,
    periods,
    throttledPeriods,
    ...(isCount(throttledMs) ? { throttledMs } : {}),
    over,
    source,
  };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
