import type { FirstLast, HostSample, SampleEvidence } from '../../../contracts/sample-evidence.ts';

/** More CPUs than the kernel knows (NR_CPUS). */
const MOST_CPUS = 8192;
/** What the clocks of two machines may differ by, over a window. */
const CLOCKS = { factor: 1.5, ms: 5000 };
/** CPU time is told in ticks of 10 ms and in periods of up to a second. */
const GRAIN_MS = 1000;
const TICK_MS = 10;
/** No machine has more memory: 2^52 bytes is what page tables reach. */
const MOST_BYTES = 2 ** 52;
/** PID_MAX_LIMIT of https://github.com/torvalds/linux/blob/master/include/linux/threads.h */
const MOST_PIDS = 2 ** 22;

/** What no kernel can have said, or what contradicts itself, as the end of a sentence; undefined: nothing. */
export function implausible(sample: SampleEvidence): string | undefined {
  const { from, to, cost } = sample;
  if (to < from) return `it ended at ${to} s, and began at ${from} s`;
  const windowMs = (to - from) * 1000;
  if (windowMs > cost.roundTripMs * CLOCKS.factor + CLOCKS.ms)
    return `it watched for ${Math.round(windowMs)} ms of ${Math.round(cost.roundTripMs)} ms`;
  const most = (windowMs + GRAIN_MS) * MOST_CPUS;
  return (
    ofCgroup(sample, most) ?? ofHost(sample.host, windowMs) ?? ofProcesses(sample, most) ?? ofRequests(sample)
  );
}

function ofCgroup({ cgroup }: SampleEvidence, most: number): string | undefined {
  const { cpuLimit, ticks, memory } = cgroup;
  if (typeof cpuLimit === 'number' && (cpuLimit <= 0 || cpuLimit > MOST_CPUS))
    return `its CPU limit is ${cpuLimit} cores`;
  for (const [index, tick] of ticks.entries()) {
    const { periods = 0, throttledPeriods = 0 } = tick;
    if (tick.periods !== undefined && throttledPeriods > periods)
      return `${throttledPeriods} of ${periods} periods were throttled`;
    const before = ticks[index - 1];
    if (before === undefined) continue;
    if (tick.at < before.at) return `its clock went back from ${before.at} s to ${tick.at} s`;
    for (const key of ['usageMs', 'periods', 'throttledPeriods', 'throttledMs'] as const) {
      const grown = (tick[key] ?? 0) - (before[key] ?? 0);
      if (tick[key] !== undefined && before[key] !== undefined && (grown < 0 || grown > most))
        return `${key} of the cgroup went from ${before[key]} to ${tick[key]}`;
    }
  }
  const sizes = [memory.usage, memory.workingSet, memory.anon, memory.shmem].flatMap((each) =>
    each === undefined ? [] : [each.first, each.last],
  );
  const large = sizes.find((size) => size > MOST_BYTES);
  return large === undefined ? undefined : `its memory is ${large} bytes`;
}

function ofHost({ cpus, cpu, memory, tasks, pidMax }: HostSample, windowMs: number): string | undefined {
  if (cpus !== undefined && cpus > MOST_CPUS) return `the host has ${cpus} CPUs`;
  if (memory !== undefined && memory.total > MOST_BYTES)
    return `the host has ${memory.total} bytes of memory`;
  if (memory?.available !== undefined && memory.available > memory.total)
    return `${memory.available} of ${memory.total} bytes are available`;
  if (tasks !== undefined && tasks.runnable > tasks.total)
    return `${tasks.runnable} of ${tasks.total} tasks run`;
  if (pidMax !== undefined && pidMax > MOST_PIDS) return `process ids go up to ${pidMax}`;
  if (cpu === undefined) return undefined;
  // Of one CPU the counters together grow by the time that passes; idle and iowait may go back a little.
  const grown = Object.values(cpu).reduce((sum: number, { first, last }: FirstLast) => sum + last - first, 0);
  const most = ((windowMs + GRAIN_MS) * CLOCKS.factor * (cpus ?? MOST_CPUS)) / TICK_MS;
  return grown > most ? `the host's CPUs counted ${grown} ticks in ${Math.round(windowMs)} ms` : undefined;
}

function ofProcesses({ processes }: SampleEvidence, most: number): string | undefined {
  if (!processes.known) return undefined;
  const { processes: all, main, children } = processes.value;
  const busy = [...all, ...(main === undefined ? [] : [main])].find(
    ({ cpuMs }) => cpuMs > most + sinceStart(main),
  );
  if (busy !== undefined) return `process ${busy.pid} used ${busy.cpuMs} ms of CPU`;
  const { created = 0 } = children;
  return created > MOST_PIDS ? `${created} processes were made` : undefined;
}

/** What was not there when the window began counts from its start. */
function sinceStart(main: { ageMs?: number } | undefined): number {
  return (main?.ageMs ?? 0) * MOST_CPUS;
}

/** Parts of a request are over when it is. */
function ofRequests({ requests, from, to }: SampleEvidence): string | undefined {
  const most = (to - from) * 1000 * CLOCKS.factor + CLOCKS.ms * 12;
  for (const { url, requests: made } of requests)
    for (const { totalMs } of made) if (totalMs > most) return `a request of ${url} took ${totalMs} ms`;
  return undefined;
}
