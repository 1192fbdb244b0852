import type { ProcessSample, SignalSets } from '../../../contracts/sample-evidence.ts';
import { growth } from './numbers.ts';
import { valueOf } from './reading.ts';
import type { Stat } from './stat.ts';

const TICK_MS = 10;

/** A process over the window; one that was not there at first, or had another's PID, since its start. */
export function processSample(before: Stat | undefined, after: Stat): ProcessSample {
  const first = before?.started === after.started ? before : undefined;
  return {
    pid: after.pid,
    parent: after.parent,
    name: after.name,
    threadCount: after.threads,
    cpuMs: growth(first && first.user + first.system, after.user + after.system) * TICK_MS,
    childrenCpuMs:
      growth(first && first.childrenUser + first.childrenSystem, after.childrenUser + after.childrenSystem) *
      TICK_MS,
    state: after.state,
  };
}

/** The signal masks of a /proc/PID/status. */
export function signalsOf(lines: readonly string[] | undefined): SignalSets | undefined {
  const [blocked, ignored, caught] = ['SigBlk:', 'SigIgn:', 'SigCgt:'].map((key) => {
    const mask = valueOf(lines, key);
    return mask !== undefined && /^[0-9a-f]{1,32}$/i.test(mask) ? mask : undefined;
  });
  return blocked === undefined || ignored === undefined || caught === undefined
    ? undefined
    : { blocked, ignored, caught };
}
