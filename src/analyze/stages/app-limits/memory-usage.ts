import type { Check } from '../../../contracts/diagnosis.ts';
import { percent, size } from '../../../units.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { increase, percentOf, perSecond } from '../rates.ts';
import { inContainer, whyUnknown } from '../subject.ts';
import { isReached } from '../thresholds.ts';
import { memoryLimit, requests } from './limits.ts';
import {
  anonymousPercent,
  MEMORY_PARTS,
  stalledPercent,
  workingSet,
  type MemoryParts,
} from './memory-figures.ts';

/** The container’s working set against its limit. */
export const memoryUsage = checkRule({
  stage: 'app-limits',
  needs: MEMORY_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'memory-usage',
      title: 'Memory used',
      scope: 'container',
      method: 'utilisation',
      ...inContainer(parts.audit, ['cat', memoryFile(parts, 'memory.current', 'memory.usage_in_bytes')]),
    };
    const used = workingSet(parts);
    if (used === undefined || !Number.isFinite(used))
      return [unknownCheck(base, whyUnknown(parts.sample, parts.metrics))];
    const limit = memoryLimit(parts);
    const details = memoryDetails(parts);
    const value = limit === 'none' ? undefined : percentOf(used, limit);
    if (limit === 'none' || value === undefined) {
      return [
        plainCheck(base, {
          verdict: 'ok',
          measured: `${size(used)}, no limit`,
          reason: 'The container has no memory limit; it may use what the node has left.',
          details,
        }),
      ];
    }
    const mustStay = anonymousPercent(parts);
    return [
      measuredCheck(base, {
        threshold: 'memory-usage',
        value,
        measured: `${percent(value)} of ${size(limit)}`,
        reasons: {
          ok: 'The container uses less memory than it may.',
          warning: 'The container is near its memory limit; at the limit it is killed.',
          problem: 'The container is at its memory limit: it will be killed when it needs more.',
        },
        ...(mustStay !== undefined && !isReached('anonymous-memory', mustStay)
          ? {
              cap: {
                verdict: 'warning' as const,
                reason: `Memory is full to the limit, but only ${percent(mustStay)} of it must stay; the rest is page cache, which the kernel drops when it has to.`,
              },
            }
          : {}),
        details,
      }),
    ];
  },
});

/** How often the container reached its memory limit in the window. */
export const memoryLimitHits = checkRule({
  stage: 'app-limits',
  needs: MEMORY_PARTS,
  judge: (parts): Check[] => {
    const { sample, audit } = parts;
    const base: CheckBase = {
      id: 'memory-limit-hits',
      title: 'Memory limit reached',
      scope: 'container',
      method: 'saturation',
      ...inContainer(audit, ['cat', memoryFile(parts, 'memory.events', 'memory.failcnt')]),
    };
    if (!sample.known) return [unknownCheck(base, whyUnknown(sample))];
    const { cgroup, from, to } = sample.value;
    const hits = cgroup.memory.limitHits;
    const rate = perSecond(hits, to - from);
    if (hits === undefined || rate === undefined)
      return [unknownCheck(base, 'The cgroup does not tell how often the limit was reached.')];
    const stalled = stalledPercent(parts);
    const short =
      isReached('anonymous-memory', anonymousPercent(parts)) || isReached('memory-stalled', stalled);
    return [
      measuredCheck(base, {
        threshold: 'memory-limit-hits',
        value: rate,
        measured: `${increase(hits) ?? 0} times in the window`,
        reasons: {
          ok: 'The container did not reach its memory limit.',
          notice: 'The container reached its memory limit a few times and had to give pages back.',
          warning:
            'The container reaches its memory limit all the time, and has to search for pages to give back.',
        },
        ...(short
          ? {}
          : {
              cap: {
                verdict: 'notice' as const,
                reason:
                  'The container reaches its memory limit, but with page cache that it can give back: that costs little.',
              },
            }),
        details: [
          line(`Since its start: ${hits.last} times`),
          ...(stalled === undefined ? [] : [line(`Tasks waited for memory ${percent(stalled)} of the time`)]),
        ],
      }),
    ];
  },
});

function memoryDetails(parts: MemoryParts): ReturnType<typeof line>[] {
  const { sample } = parts;
  const { memory } = requests(parts);
  const own = sample.known ? sample.value.cgroup.memory : {};
  const shown = [
    ['Usage with page cache', own.usage?.last],
    ['Anonymous, must stay', own.anon?.last],
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
