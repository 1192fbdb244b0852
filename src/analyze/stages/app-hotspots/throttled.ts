import type { Known, ProbeEvidence } from '../../../contracts/evidence.ts';
import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { quietTicks } from '../quiet-ticks.ts';
import { percentOf } from '../rates.ts';

/**
 * Percent of CPU periods in which the container was held back, without those in which the audit ran; 0 where nothing
 * can have held it back: without a limit, and while nothing runs, the kernel counts no periods.
 */
export function throttledPercent(sample: SampleEvidence, probe: Known<ProbeEvidence>): number | undefined {
  const { periods, throttledPeriods } = quietTicks(sample, probe);
  const uncounted = periods === 0 || (periods === undefined && sample.cgroup.cpuLimit === 'none');
  return percentOf(throttledPeriods, periods) ?? (uncounted ? 0 : undefined);
}
