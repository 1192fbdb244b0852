import type { ContainerEvidence, Known } from '../../contracts/evidence.ts';
import { counted } from '../../units.ts';
import { known, unknown } from './known.ts';

/** How often a CPU limit held a container back. */
export interface Throttling {
  /** From 0 to 1, of its periods; 0 where there were none, because no limit is enforced. */
  share: number;
  periods: number;
  throttledPeriods: number;
}

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
