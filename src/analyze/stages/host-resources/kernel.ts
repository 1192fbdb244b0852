import type { Check } from '../../../contracts/diagnosis.ts';
import { percent } from '../../../units.ts';
import { plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { isAtLeast, kernelVersion, type KernelVersion } from '../kernel-version.ts';
import { quietTicks } from '../quiet-ticks.ts';
import { percentOf } from '../rates.ts';
import { inContainer, probeOf, subjectOf, whyUnknown } from '../subject.ts';
import { isReached } from '../thresholds.ts';
import type { HostParts } from './parts.ts';

const KERNEL_PARTS = ['node', 'sample', 'audit'] as const;
type KernelParts = Pick<HostParts, (typeof KERNEL_PARTS)[number]>;

const QUOTA_SOURCE = 'https://github.com/kubernetes/kubernetes/issues/67577';
const MEMCG_SOURCE = 'https://github.com/google/cadvisor/issues/1774';

/**
 * Kernels that throttle a container more than its limit asks for: before 4.18 the clocks of CPUs drift apart and quota
 * expires too early (commit 512ac999d275, also in 4.14.95); before 5.4 what one CPU does not use of its slice is lost, so
 * programs with many threads cannot use their limit (commit de53fd7aedb1, also in 4.14.154, 4.19.84 and 5.3.9).
 */
export const kernelCfsQuota = checkRule({
  stage: 'host-resources',
  needs: KERNEL_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'kernel-cfs-quota',
      title: 'Kernel and CPU limits',
      scope: 'host',
      method: 'errors',
      ...inContainer(parts.audit, ['uname', '-r']),
    };
    const kernel = kernelOf(parts);
    if (kernel === undefined) return [unknownCheck(base, noKernel(parts))];
    const { release, version } = kernel;
    const fault = quotaFault(version);
    const found = {
      measured: release,
      threshold: { text: 'notice before 5.4', value: 5.4, source: QUOTA_SOURCE },
    };
    if (fault === undefined) {
      return [
        plainCheck(base, {
          ...found,
          verdict: 'ok',
          reason: 'This kernel throttles no more than a limit asks for.',
        }),
      ];
    }
    const { limited, throttledBelow } = limitsNow(parts);
    if (!limited) {
      return [
        plainCheck(base, {
          ...found,
          verdict: 'ok',
          reason: `${fault} This container has no CPU limit, so it is not concerned.`,
        }),
      ];
    }
    const patched = version.distributor ? ' Its distributor may have mended that.' : '';
    return [
      plainCheck(base, {
        ...found,
        verdict: throttledBelow === undefined || version.distributor ? 'notice' : 'warning',
        reason: `${fault}${patched}${throttledBelow === undefined ? '' : ` Here it shows: the container is throttled while it uses ${percent(throttledBelow)} of its limit.`}`,
        details: [line('Mended by kernels 4.14.154, 4.19.84, 5.3.9 and 5.4 or later')],
      }),
    ];
  },
});

/**
 * Kernels that walk the memory cgroups of dead containers at each reading of memory.stat, so that kubelets use more and
 * more CPU: before 5.2, and before 4.18.0-176 of RHEL and CentOS 8.
 */
export const kernelMemoryCgroups = checkRule({
  stage: 'host-resources',
  needs: KERNEL_PARTS,
  judge: (parts): Check[] => {
    const base: CheckBase = {
      id: 'kernel-memory-cgroups',
      title: 'Kernel and memory cgroups',
      scope: 'host',
      method: 'errors',
      ...inContainer(parts.audit, ['uname', '-r']),
    };
    const kernel = kernelOf(parts);
    if (kernel === undefined) return [unknownCheck(base, noKernel(parts))];
    const { release, version } = kernel;
    const mended = isAtLeast(version, [5, 2]) || isMendedEnterprise(version);
    return [
      plainCheck(base, {
        verdict: mended ? 'ok' : 'notice',
        measured: release,
        threshold: { text: 'notice before 5.2', value: 5.2, source: MEMCG_SOURCE },
        reason: mended
          ? 'Dead containers cost this kernel nothing when memory figures are read.'
          : 'This kernel looks through the memory cgroups of dead containers at each reading of memory figures; after many restarts that can keep the kubelet busy.',
        details: mended
          ? []
          : [line('How long a reading takes: time cat /sys/fs/cgroup/memory/memory.stat, on the node')],
      }),
    ];
  },
});

/** The node’s own word before the container’s, which may run on a kernel of its own. */
function kernelOf({ node, sample }: KernelParts): { release: string; version: KernelVersion } | undefined {
  const told = node.known ? node.value.kernel : undefined;
  const release = told ?? (sample.known ? sample.value.host.kernel : undefined);
  const version = release === undefined ? undefined : kernelVersion(release);
  return release === undefined || version === undefined ? undefined : { release, version };
}

function noKernel({ node, sample }: KernelParts): string {
  return node.known && sample.known
    ? 'Neither the node nor the container tells a version.'
    : whyUnknown(node, sample);
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
