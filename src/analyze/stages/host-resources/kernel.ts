import { percent } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line } from '../details.ts';
import { isAtLeast, kernelVersion, type KernelVersion } from '../../figures/node/kernel-version.ts';
import { quietTicks } from '../../figures/window/quiet-ticks.ts';
import { percentOf } from '../../figures/window/rates.ts';
import { inContainer, probeOf, subjectOf, whyUnknown } from '../../figures/subject.ts';
import type { Threshold } from '../../figures/threshold.ts';
import { isReached } from '../../figures/thresholds.ts';
import type { HostParts } from '../../figures/node/parts.ts';

const OF_KERNEL = {
  stage: 'host-resources',
  scope: 'host',
  method: 'errors',
  most: 'suspect',
  needs: ['node', 'sample', 'audit'],
  shownBy: ({ audit }: Pick<HostParts, 'audit'>) => inContainer(audit, ['uname', '-r']),
} as const;
const BEFORE_5_4: Threshold = {
  what: 'Version of the node’s kernel, where a container has a CPU limit',
  unit: '',
  comparison: 'below',
  notice: 5.4,
  why: 'Earlier kernels throttle a container more than its limit asks for; it is a warning where that shows.',
  source: 'https://github.com/kubernetes/kubernetes/issues/67577',
};

const BEFORE_5_2: Threshold = {
  what: 'Version of the node’s kernel',
  unit: '',
  comparison: 'below',
  notice: 5.2,
  why: 'Earlier kernels look through the memory cgroups of dead containers at each reading of memory figures.',
  source: 'https://github.com/google/cadvisor/issues/1774',
};

type KernelParts = Pick<HostParts, (typeof OF_KERNEL.needs)[number]>;

/**
 * Kernels that throttle a container more than its limit asks for: before 4.18 the clocks of CPUs drift apart and quota
 * expires too early (commit 512ac999d275, also in 4.14.95); before 5.4 what one CPU does not use of its slice is lost, so
 * programs with many threads cannot use their limit (commit de53fd7aedb1, also in 4.14.154, 4.19.84 and 5.3.9).
 */
export const kernelCfsQuota = defineCheck({
  ...OF_KERNEL,
  id: 'kernel-cfs-quota',
  title: 'Kernel and CPU limits',
  threshold: BEFORE_5_4,
  look: (parts) =>
    ofKernel(parts, BEFORE_5_4, (version) => {
      const fault = quotaFault(version);
      if (fault === undefined)
        return { verdict: 'ok', reason: 'This kernel throttles no more than a limit asks for.' };
      const { limited, throttledBelow } = limitsNow(parts);
      if (!limited) {
        return {
          verdict: 'ok',
          reason: `${fault} This container has no CPU limit, so it is not concerned.`,
        };
      }
      const patched = version.distributor ? ' Its distributor may have mended that.' : '';
      return {
        verdict: throttledBelow === undefined || version.distributor ? 'notice' : 'warning',
        reason: `${fault}${patched}${throttledBelow === undefined ? '' : ` Here it shows: the container is throttled while it uses ${percent(throttledBelow)} of its limit.`}`,
        details: [line('Mended by kernels 4.14.154, 4.19.84, 5.3.9 and 5.4 or later')],
      };
    }),
});

/**
 * Kernels that walk the memory cgroups of dead containers at each reading of memory.stat, so that kubelets use more and
 * more CPU: before 5.2, and before 4.18.0-176 of RHEL and CentOS 8.
 */
export const kernelMemoryCgroups = defineCheck({
  ...OF_KERNEL,
  id: 'kernel-memory-cgroups',
  title: 'Kernel and memory cgroups',
  threshold: BEFORE_5_2,
  look: (parts) =>
    ofKernel(parts, BEFORE_5_2, (version) =>
      isAtLeast(version, [5, 2]) || isMendedEnterprise(version)
        ? { verdict: 'ok', reason: 'Dead containers cost this kernel nothing when memory figures are read.' }
        : {
            verdict: 'notice',
            reason:
              'This kernel looks through the memory cgroups of dead containers at each reading of memory figures; after many restarts that can keep the kubelet busy.',
            details: [
              line('How long a reading takes: time cat /sys/fs/cgroup/memory/memory.stat, on the node'),
            ],
          },
    ),
});

/** The node’s own word before the container’s, which may run on a kernel of its own. */
function ofKernel(
  { node, sample }: KernelParts,
  threshold: Threshold,
  judge: (version: KernelVersion) => Extract<Finding, { verdict: unknown }>,
): Finding {
  const told = node.known ? node.value.kernel : undefined;
  const release = told ?? (sample.known ? sample.value.host.kernel : undefined);
  const version = release === undefined ? undefined : kernelVersion(release);
  if (release !== undefined && version !== undefined)
    return { measured: release, threshold, ...judge(version) };
  return {
    unknown:
      node.known && sample.known
        ? 'Neither the node nor the container tells a version.'
        : whyUnknown(node, sample),
  };
}

function quotaFault(version: KernelVersion): string | undefined {
  if (isAtLeast(version, [5, 4])) return undefined;
  const { major, minor } = version;
  const backports = [
    [4, 14, 154],
    [4, 19, 84],
    [5, 3, 9],
  ];
  const branch = backports.find(([a, b]) => a === major && b === minor);
  if (branch !== undefined && isAtLeast(version, branch)) return undefined;
  if (isAtLeast(version, [4, 18]) || (major === 4 && minor === 14 && version.patch >= 95))
    return 'Kernels before 5.4 lose the part of a CPU limit that single CPUs do not use: programs with many threads are throttled below it.';
  return 'Kernels before 4.18 throttle containers that have not used up their CPU limit.';
}

function isMendedEnterprise({ major, minor, enterprise }: KernelVersion): boolean {
  return enterprise !== undefined && major === 4 && minor === 18 && enterprise.release >= 176;
}

/** Whether there is a CPU limit, and how much of it is used where it throttles although it is not used up. */
function limitsNow({ sample, audit }: KernelParts): { limited: boolean; throttledBelow?: number } {
  const declared = subjectOf(audit)?.container.cpuLimit;
  const limit = sample.known ? (sample.value.cgroup.cpuLimit ?? declared) : declared;
  if (typeof limit !== 'number') return { limited: false };
  if (!sample.known) return { limited: true };
  const quiet = quietTicks(sample.value, probeOf(audit));
  const used = percentOf(quiet.cores, limit);
  const throttled = percentOf(quiet.throttledPeriods, quiet.periods);
  const below = used !== undefined && !isReached('cpu-wants-more', used);
  return {
    limited: true,
    ...(below && isReached('cpu-throttled', throttled) ? { throttledBelow: used } : {}),
  };
}
