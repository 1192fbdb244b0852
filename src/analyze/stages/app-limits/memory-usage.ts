import { percent, size } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { increase, percentOf, perSecond } from '../../figures/window/rates.ts';
import { inContainer, whyUnknown } from '../../figures/subject.ts';
import { isReached } from '../../figures/thresholds.ts';
import { memoryLimit, requests } from './limits.ts';
import {
  stayingPercent,
  MEMORY_PARTS,
  stalledPercent,
  workingSet,
  type MemoryParts,
} from './memory-figures.ts';

/** The container’s working set against its limit. */
export const memoryUsage = defineCheck({
  id: 'memory-usage',
  stage: 'app-limits',
  title: 'Memory used',
  scope: 'container',
  method: 'utilisation',
  decides: true,
  needs: MEMORY_PARTS,
  threshold: 'memory-usage',
  shownBy: (parts) =>
    inContainer(parts.audit, ['cat', memoryFile(parts, 'memory.current', 'memory.usage_in_bytes')]),
  look: (parts) => {
    const used = workingSet(parts);
    if (used === undefined || !Number.isFinite(used))
      return { unknown: whyUnknown(parts.sample, parts.metrics) };
    const limit = memoryLimit(parts);
    const details = memoryDetails(parts);
    const value = limit === 'none' ? undefined : percentOf(used, limit);
    if (limit === 'none' || value === undefined)
      return {
        verdict: 'ok',
        measured: `${size(used)}, no limit`,
        reason: 'The container has no memory limit; it may use what the node has left.',
        details,
      };
    const mustStay = stayingPercent(parts);
    return {
      value,
      measured: `${percent(value)} of ${size(limit)}`,
      reasons: {
        ok: 'The container uses less memory than it may.',
        warning: 'The container is near its memory limit; at the limit it is killed.',
        problem: 'The container is at its memory limit: it will be killed when it needs more.',
      },
      cap:
        mustStay === undefined || isReached('anonymous-memory', mustStay)
          ? undefined
          : {
              verdict: 'warning',
              reason: `Memory is full to the limit, but only ${percent(mustStay)} of it must stay; the rest is page cache, which the kernel drops when it has to.`,
            },
      details,
    };
  },
});

/** How often the container reached its memory limit in the window. */
export const memoryLimitHits = defineCheck({
  id: 'memory-limit-hits',
  stage: 'app-limits',
  title: 'Memory limit reached',
  scope: 'container',
  method: 'saturation',
  needs: MEMORY_PARTS,
  threshold: {
    what: 'Times that the container reached its memory limit and had to give pages back',
    unit: ' a second',
    comparison: 'above',
    notice: 0,
    warning: 10,
    why: 'Our choice. A program that reads many files hits its limit all the time and loses nothing but cache, so it is a warning only where anonymous memory fills the limit or tasks wait.',
    source: 'https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files',
  },
  shownBy: (parts) => inContainer(parts.audit, ['cat', memoryFile(parts, 'memory.events', 'memory.failcnt')]),
  look: (parts) => {
    const { sample } = parts;
    if (!sample.known) return { unknown: whyUnknown(sample) };
    const { cgroup, from, to } = sample.value;
    const hits = cgroup.memory.limitHits;
    const value = perSecond(hits, to - from);
    if (hits === undefined || value === undefined)
      return { unknown: 'The cgroup does not tell how often the limit was reached.' };
    const stalled = stalledPercent(parts);
    const short =
      isReached('anonymous-memory', stayingPercent(parts)) || isReached('memory-stalled', stalled);
    return {
      value,
      measured: `${increase(hits) ?? 0} times in the window`,
      reasons: {
        ok: 'The container did not reach its memory limit.',
        notice: 'The container reached its memory limit a few times and had to give pages back.',
        warning:
          'The container reaches its memory limit all the time, and has to search for pages to give back.',
      },
      cap: short
        ? undefined
        : {
            verdict: 'notice',
            reason:
              'The container reaches its memory limit, but with page cache that it can give back: that costs little.',
          },
      details: [
        line(`Since its start: ${hits.last} times`),
        ...(stalled === undefined ? [] : [line(`Tasks waited for memory ${percent(stalled)} of the time`)]),
      ],
    };
  },
});

function memoryDetails(parts: MemoryParts): ReturnType<typeof line>[] {
  const { sample } = parts;
  const { memory } = requests(parts);
  const own = sample.known ? sample.value.cgroup.memory : {};
  const shown = [
    ['Usage with page cache', own.usage?.last],
    ['Anonymous, must stay', own.anon?.last],
    ['Files in memory, must stay', own.shmem?.last],
    ['Requested', memory],
  ] as const;
  return shown.flatMap(([name, bytes]) => (bytes === undefined ? [] : [line(`${name}: ${size(bytes)}`)]));
}

/** The file that shows it, of the cgroup version that was seen. */
function memoryFile({ sample }: MemoryParts, two: string, one: string): string {
  return sample.known && sample.value.cgroup.version === 1
    ? `/sys/fs/cgroup/memory/${one}`
    : `/sys/fs/cgroup/${two}`;
}
