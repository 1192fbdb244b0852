import { counted, duration, number, percent, size } from '../../../units.ts';
import { cores } from '../../words.ts';
import { aspect, larger } from '../aspect.ts';
import { inContainer, limitOf } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import {
  THROTTLED_SHARE,
  throttlingSinceStart,
  type Throttling,
} from '../../figures/container/throttling.ts';
import { name, other, type Letter } from '../side.ts';
import { LIMITS, clearly } from '../weights.ts';

/** The CPU limit: what it does to work that runs on one CPU. Undefined: none. */
export const cpuLimit = aspect<number | undefined>({
  what: 'cpu-limit',
  title: 'CPU limit',
  ofContainer: (judgement) => known(judgement.cost.cpuLimit),
  shown: (limit) => (limit === undefined ? 'none' : cores(limit)),
  judge({ a, b }) {
    const tighter: Letter = (a ?? Number.POSITIVE_INFINITY) < (b ?? Number.POSITIVE_INFINITY) ? 'a' : 'b';
    const factor = tighter === 'a' ? stretched(a) / stretched(b) : stretched(b) / stretched(a);
    const { ratio, some } = LIMITS.cpuLimit;
    const says = `${name(tighter)} may use ${cores((tighter === 'a' ? a : b) ?? 0)}, ${name(other(tighter))} ${limitText(tighter === 'a' ? b : a)}`;
    if (factor < some) {
      return { weight: 'context', message: `${says}: work that runs on one CPU takes as long in both.` };
    }
    return {
      weight: factor >= ratio ? 'explains' : 'contributes',
      slower: tighter,
      strength: factor,
      message: `${says}: CPU-bound work takes up to ${Number(factor.toPrecision(2))} times as long in ${name(tighter)}.`,
    };
  },
  says: (limit) => (limit === undefined ? 'no CPU limit' : `a CPU limit of ${cores(limit)}`),
  by: limitOf('cpu'),
});

/** The memory limit. What is used of it is not looked at, so it never explains anything. */
export const memoryLimit = aspect<number | undefined>({
  what: 'memory-limit',
  title: 'Memory limit',
  ofContainer: (judgement) => known(judgement.subject.container.memoryLimit),
  shown: (limit) => (limit === undefined ? 'none' : size(limit)),
  judge({ a, b }) {
    const tighter: Letter = (a ?? Number.POSITIVE_INFINITY) < (b ?? Number.POSITIVE_INFINITY) ? 'a' : 'b';
    return {
      weight: 'context',
      message: `${name(tighter)} has the smaller memory limit; how much of it is used was not looked at.`,
    };
  },
  says: (limit) => (limit === undefined ? 'no memory limit' : `a memory limit of ${size(limit)}`),
  by: limitOf('memory'),
});

/** Since the container started: how often its CPU limit held it back. */
export const throttling = aspect<Throttling>({
  what: 'throttling',
  title: 'Throttling',
  ofContainer: (judgement) => throttlingSinceStart(judgement.subject),
  shown: ({ share, periods }) =>
    periods === 0 ? 'none' : `${percent(share * 100)} of ${counted(periods, 'CPU period')}`,
  same: (a, b) => Math.abs(a.share - b.share) < LIMITS.throttled.noise,
  judge({ a, b, pair }) {
    const more = larger(a.share, b.share) ?? 'a';
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    const clear = most.share >= THROTTLED_SHARE && least.share < THROTTLED_SHARE;
    const some = most.share - least.share >= LIMITS.throttled.some;
    return {
      weight: clear && !pair.explained ? 'explains' : clear || some ? 'contributes' : 'context',
      slower: more,
      message: `The CPU limit held ${name(more)} back in ${percent(most.share * 100)} of its CPU periods, ${name(other(more))} in ${percent(least.share * 100)}.`,
    };
  },
  says: ({ throttledPeriods, periods }) =>
    periods === 0
      ? 'no CPU periods, because no limit was enforced'
      : `${number(throttledPeriods)} of ${counted(periods, 'CPU period')} throttled`,
  by: inContainer(['sh', '-c', 'cat /sys/fs/cgroup/cpu.stat /sys/fs/cgroup/cpu/cpu.stat 2>/dev/null']),
});

/** Whether the probe waited for a CPU although no limit held it back. */
export const nodeBusy = aspect<boolean>({
  what: 'node-busy',
  title: 'Waiting for a CPU of the node',
  ofContainer(judgement) {
    const { slowdown } = judgement.cost;
    if (slowdown === undefined) return unknown('nothing was timed in the container');
    if (slowdown === 'throttled') return unknown('its CPU limit held the probe back, which hides it');
    return known(slowdown === 'node-busy');
  },
  shown: (busy) => (busy ? 'seen' : 'not seen'),
  judge({ a }) {
    const busy: Letter = a ? 'a' : 'b';
    // One short look at the node: never more than a part of an explanation.
    return {
      weight: 'contributes',
      slower: busy,
      message: `The probe in ${name(busy)} waited for a CPU of its node although no limit held it back.`,
    };
  },
  says(busy, { judgement }) {
    const run = judgement?.cost.loop ?? judgement?.cost.spawnInherited;
    const times =
      run === undefined
        ? ''
        : `: ${duration(run.median.wallMs)} by the clock for ${duration(run.median.cpuMs)} of CPU`;
    return `waiting was ${busy ? 'seen' : 'not seen'}${times}`;
  },
});

/** What each exec costs before its command begins: kubectl exec, and every exec probe. */
export const execStart = aspect<number>({
  what: 'exec-start',
  title: 'Cost of an exec before its command begins',
  ofContainer(judgement) {
    if (!judgement.subject.probe.known) return unknown('the container was not asked');
    return known(judgement.cost.execStartCpuMs ?? 0);
  },
  shown: execStartText,
  same: (a, b) =>
    !clearly(Math.max(a, b), Math.min(a, b), { ratio: LIMITS.execStart.ratio, by: LIMITS.execStart.ms }),
  judge({ a, b, pair }) {
    const more = larger(a, b) ?? 'a';
    const probes = pair[more].judgement?.subject.container.execProbes ?? [];
    return {
      weight: probes.length > 0 ? 'contributes' : 'context',
      slower: more,
      message: `Each exec costs ${name(more)} ${execStartText(Math.max(a, b))} before its command begins, ${name(other(more))} ${execStartText(Math.min(a, b))}${probes.length > 0 ? '; exec probes pay it each time' : ''}.`,
    };
  },
  says: (ms) => `${execStartText(ms)} for the container runtime’s exec and the shell’s start`,
  by: inContainer(['sh', '-c', 'cat /proc/$$/stat']),
});

/** The kernel counts in ticks of 10 ms. */
function execStartText(ms: number): string {
  return ms === 0 ? 'less than 10 ms of CPU' : `${duration(ms)} of CPU`;
}

/** By which factor a limit stretches work that runs on one CPU. */
function stretched(limit: number | undefined): number {
  return 1 / Math.min(1, limit ?? 1);
}

function limitText(limit: number | undefined): string {
  return limit === undefined ? 'has no limit' : cores(limit);
}
