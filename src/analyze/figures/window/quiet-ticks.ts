import type { Known, ProbeEvidence } from '../../../contracts/evidence.ts';
import type { CpuTick, SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { auditCpuMs, auditTime, samplerCpuMs } from './looking-cost.ts';
import { risen } from './rates.ts';
import { THRESHOLDS } from '../thresholds.ts';

/** What the container itself did, as far as it can be told from what looking at it cost. */
export interface QuietWindow {
  /**
   * `quiet`: the audit ran at other times. `corrected`: the audit ran nearly all the time; its CPU time is subtracted,
   * but how much of the throttling was its own nobody knows, so that stands in `whole` alone. `none`: there are no readings.
   */
  how: 'quiet' | 'corrected' | 'none';
  /** Length of what is judged, in seconds. */
  seconds: number;
  /**
   * CPU that the container used, without what looking cost; of `corrected` no less than its main process is known to have
   * used. Absent where looking took all that was used, and so nothing is known of the rest.
   */
  cores?: number;
  periods?: number;
  throttledPeriods?: number;
  throttledMs?: number;
  /** Throttling of all readings, whoever used the limit up: what waits, waits for it. */
  whole?: { periods: number; throttledPeriods: number; throttledMs?: number };
  /** What the sampler itself used, of the CPU time that was used in all, 0 to 1. */
  samplerShare?: number;
  /** One per interval that is judged. */
  intervals: { at: number; seconds: number; cores?: number; throttledPercent?: number }[];
}

/** Shorter than this, and the audit’s share is subtracted instead. */
const LEAST_SECONDS = THRESHOLDS['least-window'].notice;
/** A smaller part than this of what was used, left when what looking cost is subtracted, is the subtraction’s error. */
const LEAST_REST = 0.2;
/** What the audit made the container owe is paid within two periods of CFS. */
const SETTLING_SECONDS = 0.2;

/**
 * The intervals between readings that do not overlap the audit’s own exec, see {@link auditTime}: it costs the container
 * CPU, which is not the application’s. The sampler’s own cost is subtracted evenly.
 */
export function quietTicks(sample: SampleEvidence, probe: Known<ProbeEvidence>): QuietWindow {
  const intervals = intervalsOf(sample.cgroup.ticks);
  const [first] = intervals;
  if (first === undefined) return { how: 'none', seconds: 0, intervals: [] };
  const audit = auditTime(probe, first.from.at);
  const quiet = intervals.filter(
    ({ from, to }) => to.at <= audit.from || from.at >= audit.to + SETTLING_SECONDS,
  );
  const window = sample.to - sample.from;
  const sampler = window > 0 ? samplerCpuMs(probe, sample) / window : 0;
  if (secondsOf(quiet) >= LEAST_SECONDS) return summed('quiet', quiet, { sampler, auditMs: 0 });
  const all = summed('corrected', intervals, { sampler, auditMs: auditCpuMs(probe, sample) });
  const usedMs = total(intervals, 'usageMs') ?? 0;
  const rest = (all.cores ?? 0) * all.seconds * 1000 < LEAST_REST * usedMs ? undefined : all.cores;
  const least = mainCores(sample);
  const cores = rest === undefined || least === undefined ? (rest ?? least) : Math.max(rest, least);
  const { cores: _, ...others } = all;
  return { ...others, ...(cores === undefined ? {} : { cores }) };
}

/** CPU that the main process and its children are known to have used: looking is none of them. */
function mainCores({ processes, from, to }: SampleEvidence): number | undefined {
  const main = processes.known ? processes.value.main : undefined;
  const cores = main === undefined ? undefined : (main.cpuMs + main.childrenCpuMs) / 1000 / (to - from);
  return cores !== undefined && Number.isFinite(cores) && cores >= 0 ? cores : undefined;
}

interface Interval {
  from: CpuTick;
  to: CpuTick;
}

function intervalsOf(ticks: readonly CpuTick[]): Interval[] {
  const ordered = ticks.filter(({ at }) => Number.isFinite(at)).toSorted((a, b) => a.at - b.at);
  return ordered.slice(1).flatMap((to, index) => {
    const from = ordered[index];
    return from !== undefined && to.at > from.at ? [{ from, to }] : [];
  });
}

function summed(
  how: 'quiet' | 'corrected',
  intervals: readonly Interval[],
  own: { sampler: number; auditMs: number },
): QuietWindow {
  const seconds = secondsOf(intervals);
  const usageMs = total(intervals, 'usageMs');
  const lookingMs = own.sampler * seconds + own.auditMs;
  const quota = how === 'quiet' ? intervals : [];
  const periods = total(quota, 'periods');
  const throttledPeriods = total(quota, 'throttledPeriods');
  const throttledMs = total(quota, 'throttledMs');
  return {
    how,
    seconds,
    ...(usageMs === undefined ? {} : { cores: Math.max(0, usageMs - lookingMs) / 1000 / seconds }),
    periods,
    throttledPeriods,
    throttledMs,
    ...wholeOf(intervals),
    ...(usageMs === undefined || usageMs <= 0
      ? {}
      : { samplerShare: Math.min(1, (own.sampler * seconds) / usageMs) }),
    intervals: intervals.map((interval) => shown(interval, how, own.sampler)),
  };
}

function wholeOf(intervals: readonly Interval[]): Pick<QuietWindow, 'whole'> {
  const periods = total(intervals, 'periods');
  const throttledPeriods = total(intervals, 'throttledPeriods');
  const throttledMs = total(intervals, 'throttledMs');
  if (periods === undefined || throttledPeriods === undefined) return {};
  return { whole: { periods, throttledPeriods, throttledMs } };
}

function shown(
  { from, to }: Interval,
  how: 'quiet' | 'corrected',
  sampler: number,
): QuietWindow['intervals'][number] {
  const seconds = to.at - from.at;
  const usageMs = risen(from.usageMs, to.usageMs);
  const periods = risen(from.periods, to.periods);
  const throttled = risen(from.throttledPeriods, to.throttledPeriods);
  return {
    at: from.at,
    seconds,
    ...(usageMs === undefined ? {} : { cores: Math.max(0, usageMs / seconds - sampler) / 1000 }),
    ...(how !== 'quiet' || periods === undefined || throttled === undefined || periods === 0
      ? {}
      : { throttledPercent: Math.min(100, (throttled / periods) * 100) }),
  };
}

function secondsOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + (to.at - from.at), 0);
}

/** The rise over all intervals; undefined of none, where one does not tell, or where the counter ran backwards. */
function total(
  intervals: readonly Interval[],
  key: 'usageMs' | 'periods' | 'throttledPeriods' | 'throttledMs',
): number | undefined {
  if (intervals.length === 0) return undefined;
  let sum = 0;
  for (const { from, to } of intervals) {
    const step = risen(from[key], to[key]);
    if (step === undefined) return undefined;
    sum += step;
  }
  return sum;
}
