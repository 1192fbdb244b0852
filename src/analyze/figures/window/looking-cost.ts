import type { Known, ProbeEvidence } from '../../../contracts/evidence.ts';
import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';

/** When the audit’s exec ran, in seconds of /proc/uptime. */
export interface AuditTime {
  /** When it was asked for, at the latest: the container runtime begins to work. */
  from: number;
  /** Its first instruction. */
  began: number;
  to: number;
}

/**
 * When the audit ran: its start is reckoned back from its first instruction by the round trip. Where uptime is not known
 * it is taken to have begun with the sample, and where it failed to have taken a second.
 */
export function auditTime(probe: Known<ProbeEvidence>, sampleFrom: number): AuditTime {
  if (!probe.known) return { from: sampleFrom, began: sampleFrom, to: sampleFrom + 1 };
  const { uptime, cost } = probe.value;
  const trip = Math.max(0, cost.roundTripMs) / 1000;
  if (uptime === undefined)
    return { from: sampleFrom, began: sampleFrom, to: sampleFrom + Math.max(1, trip) };
  const startUp = Math.max(0, trip - (uptime.to - uptime.from));
  return { from: uptime.from - startUp, began: uptime.from, to: uptime.to };
}

/** CPU time in milliseconds that the audit is thought to have used within the sample: evenly in its start, and after. */
export function auditCpuMs(probe: Known<ProbeEvidence>, sample: Pick<SampleEvidence, 'from' | 'to'>): number {
  if (!probe.known) return 0;
  const { startCpuMs = 0, totalCpuMs = 0 } = probe.value.cost;
  const time = auditTime(probe, sample.from);
  const start = Math.min(startCpuMs, totalCpuMs);
  return (
    start * partWithin([time.from, time.began], sample) +
    (totalCpuMs - start) * partWithin([time.began, time.to], sample)
  );
}

/**
 * CPU time in milliseconds that the sampler used within its own window. Where it had an exec of its own, what it tells
 * contains its start, which it shares with the audit: the same container runtime, the same environment. Without the audit it is taken to be spread
 * evenly over its round trip.
 */
export function samplerCpuMs(
  probe: Known<ProbeEvidence>,
  { cost, from, to }: Pick<SampleEvidence, 'cost' | 'from' | 'to'>,
): number {
  const { cpuMs = 0, windowCpuMs, roundTripMs } = cost;
  if (windowCpuMs !== undefined) return windowCpuMs;
  if (!Number.isFinite(cpuMs)) return 0;
  if (probe.known) return Math.max(0, cpuMs - (probe.value.cost.startCpuMs ?? 0));
  return Math.max(0, cpuMs) * partWithin([0, roundTripMs / 1000], { from: 0, to: to - from });
}

/** Part of a span, 0 to 1, that lies within the window; of one without a length, whether it does. */
function partWithin([a, b]: readonly [number, number], { from, to }: { from: number; to: number }): number {
  if (!(b > a)) return a >= from && a <= to ? 1 : 0;
  const overlap = Math.min(b, to) - Math.max(a, from);
  return Math.min(1, Math.max(0, overlap / (b - a)));
}
