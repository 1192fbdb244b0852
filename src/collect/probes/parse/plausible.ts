import type {
  CgroupEvidence,
  EnvironmentEvidence,
  ProbeEvidence,
  Timed,
} from '../../../contracts/evidence.ts';
import { garbage } from './problems.ts';

/** All that execve(2) takes: three quarters of the 8 MiB that a stack has. https://man7.org/linux/man-pages/man2/execve.2.html */
const MOST_ENVIRONMENT = 6 * 1024 * 1024;
/** `=` and the NUL. */
const LEAST_STRING = 2;
/** Strings whose name stands there twice: old container runtimes leave some of the image's. */
const MOST_TWICE = 64;
/** What runtimes and shells set for themselves, such as `_` and `SHLVL`. */
const OWN_VARIABLES = 64;
/** More CPUs than the kernel knows (NR_CPUS). */
const MOST_CPUS = 8192;
/** Microseconds. https://github.com/torvalds/linux/blob/master/kernel/sched/core.c (min_cfs_quota_period, max_cfs_quota_period) */
const PERIOD = { least: 1000, most: 1_000_000 };
/** What the clocks of two machines may differ by, over a few seconds. */
const CLOCKS = { factor: 1.5, ms: 5000 };
/** An estimate goes on from a sample, and so may be more than what has passed. */
const MOST_ESTIMATE_MS = 86_400_000;

/**
 * Refuses what no kernel can have said, and what contradicts itself: such an answer was not measured.
 * @throws EnvauditError `probe-garbage`.
 */
export function checkPlausible(probe: ProbeEvidence): void {
  checkEnvironment(probe.exec);
  checkMain(probe);
  if (probe.envWcL !== undefined && probe.envWcL > probe.exec.bytes + OWN_VARIABLES)
    throw garbage(`env printed ${probe.envWcL} lines of ${probe.exec.bytes} bytes`);
  checkThrottling(probe.cgroup);
  checkTimes(probe);
}

/**
 * The CPU limit of a quota and its period, in microseconds.
 * @throws EnvauditError `probe-garbage` for what the kernel would not have taken.
 */
export function coresOf(quota: number, period: number): number {
  if (period < PERIOD.least || period > PERIOD.most)
    throw garbage(`the period of its CPU quota is ${period} us`);
  if (quota < PERIOD.least || quota / period > MOST_CPUS)
    throw garbage(`its CPU quota is ${quota} us of ${period} us`);
  return quota / period;
}

function checkEnvironment({ count, bytes, others, predicted, truncated }: EnvironmentEvidence): void {
  checkBlock('its environment', count, bytes);
  const values = others.reduce((sum, each) => sum + (each.bytes ?? 0) + LEAST_STRING, 0);
  if (values > bytes) throw garbage(`it names variables of ${values} bytes, and counts ${bytes}`);
  const outcomes = (wanted: string): number =>
    (predicted ?? []).reduce((sum, run) => sum + (run.outcome === wanted ? run.count : 0), 0);
  const there = others.length + outcomes('same');
  if (there > count) throw garbage(`it names ${there} of ${count} variables`);
  // Without a comparison, expected ones may have been left out.
  if (truncated || predicted === undefined) return;
  const most = there + outcomes('differs') + MOST_TWICE;
  if (count > most) throw garbage(`it counts ${count} variables, and names ${there}`);
}

function checkMain({ main, exec }: ProbeEvidence): void {
  if (!main.known) return;
  const { count, bytes, added, removed } = main.value;
  checkBlock("the main process's environment", count, bytes);
  if (added.length > count)
    throw garbage(`the main process has ${count} variables, and ${added.length} more`);
  if (removed.length > exec.count)
    throw garbage(`it has ${exec.count} variables, and ${removed.length} that the main process has not`);
}

function checkBlock(what: string, count: number, bytes: number): void {
  if (bytes > MOST_ENVIRONMENT) throw garbage(`${what} is larger than the kernel allows: ${bytes} bytes`);
  if (count * LEAST_STRING > bytes) throw garbage(`${what} has ${count} variables in ${bytes} bytes`);
}

function checkThrottling({ before, after }: CgroupEvidence): void {
  for (const stat of [before, after]) {
    if (stat !== undefined && stat.throttledPeriods > stat.periods)
      throw garbage(`${stat.throttledPeriods} of ${stat.periods} periods were throttled`);
  }
  if (before === undefined || after === undefined) return;
  for (const key of ['periods', 'throttledPeriods', 'throttledMs'] as const)
    if (after[key] < before[key]) throw garbage(`${key} went back from ${before[key]} to ${after[key]}`);
}

/** What ran in the container did so while its answer was waited for. */
function checkTimes({ cost, timing, exec }: ProbeEvidence): void {
  const most = cost.roundTripMs * CLOCKS.factor + CLOCKS.ms;
  const { startCpuMs = 0, totalCpuMs = startCpuMs, wallMs = 0 } = cost;
  if (wallMs > most) throw garbage(`it ran for ${wallMs} ms of ${Math.round(cost.roundTripMs)} ms`);
  if (startCpuMs > totalCpuMs) throw garbage(`it used ${totalCpuMs} ms of CPU, and ${startCpuMs} ms before`);
  if (totalCpuMs > most * MOST_CPUS) throw garbage(`it used ${totalCpuMs} ms of CPU`);
  if (!timing.known) return;
  const { loop, spawnInherited, spawnSmall, estimateCpuMs = 0, variables = 0 } = timing.value;
  if (variables > exec.count + OWN_VARIABLES)
    throw garbage(`its program saw ${variables} of ${exec.count} variables`);
  for (const run of [...loop, ...spawnInherited, ...spawnSmall]) checkRun(run, most);
  if (estimateCpuMs > MOST_ESTIMATE_MS) throw garbage(`its loop would take ${estimateCpuMs} ms`);
}

function checkRun({ wallMs, cpuMs }: Timed, most: number): void {
  if (wallMs > most) throw garbage(`a run of ${wallMs} ms was over in ${Math.round(most)} ms`);
  if (cpuMs > (wallMs + CLOCKS.ms) * MOST_CPUS) throw garbage(`${cpuMs} ms of CPU in ${wallMs} ms`);
}
