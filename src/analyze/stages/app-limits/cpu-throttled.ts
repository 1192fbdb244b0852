import type { CheckDetail, CheckVerdict } from '../../../contracts/diagnosis.ts';
import { duration, number, percent } from '../../../units.ts';
import {
  throttlingBefore,
  throttlingOf,
  throttlingWithAudit,
  type SeenThrottling,
} from '../../figures/container/throttling.ts';
import { cores } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { inContainer, rawOfNode, whyUnknown } from '../../figures/subject.ts';
import { CPU_PARTS, isDisturbed, type CpuParts } from './cpu-figures.ts';
import { cpuLimit } from './limits.ts';

/** Fewer throttled periods than this are a burst and no state. */
const A_FEW_PERIODS = 5;

/**
 * How often the container spent its CPU limit before a period of 100 ms was over and had to wait for the next one.
 * https://docs.kernel.org/scheduler/sched-bwc.html
 */
export const cpuThrottled = defineCheck({
  id: 'cpu-throttled',
  stage: 'app-limits',
  title: 'CPU throttled',
  scope: 'container',
  method: 'saturation',
  decides: true,
  needs: CPU_PARTS,
  threshold: 'cpu-throttled',
  shownBy: (parts) =>
    throttlingOf(parts)?.source.startsWith('cAdvisor')
      ? rawOfNode(parts.audit, 'proxy/metrics/cadvisor')
      : inContainer(parts.audit, ['cat', statFile(parts)]),
  look: (parts) => {
    const { sample } = parts;
    const throttling = throttlingOf(parts);
    const limit = cpuLimit(parts);
    if (limit === 'none') {
      if (!sample.known) return { unknown: whyUnknown(sample) };
      return {
        verdict: 'ok',
        measured: 'no limit',
        value: 0,
        reason: 'The container has no CPU limit, so it is never made to wait for one.',
      };
    }
    if (throttling === undefined) return { unknown: whyUnknown(sample, parts.throttling) };
    return {
      value: throttling.percent,
      measured: measuredWords(throttling),
      reasons: {
        ok: `The limit of ${cores(limit)} hardly ever makes the container wait.`,
        notice: `The limit of ${cores(limit)} makes the container wait now and then.`,
        warning: `The limit of ${cores(limit)} makes the container wait often, however idle the node is.`,
        problem: `The limit of ${cores(limit)} rules: the container has to wait in every second period or more.`,
      },
      cap: capOf(parts, throttling),
      details: detailsOf(parts, throttling),
    };
  },
});

/** What is not the limit’s doing, or not now. */
function capOf(
  parts: CpuParts,
  throttling: SeenThrottling,
): { verdict: CheckVerdict; reason: string } | undefined {
  if (throttling.over === 'start') {
    return {
      verdict: 'warning',
      reason:
        'It was throttled often since its start; what it does now, without our looking, could not be seen.',
    };
  }
  if (isDisturbed(parts)) {
    return {
      verdict: 'notice',
      reason:
        'The container was throttled, but looking at it used much of the little CPU that was used: its limit is very small.',
    };
  }
  if (throttling.throttledPeriods < A_FEW_PERIODS) {
    return {
      verdict: 'notice',
      reason: `A short burst ran into the limit: ${throttling.throttledPeriods} of ${throttling.periods} periods in which the container ran.`,
    };
  }
  return undefined;
}

function measuredWords({ percent: value, over }: SeenThrottling): string {
  return `${percent(value)} of periods${over === 'start' ? ' since its start' : ''}`;
}

function detailsOf(parts: CpuParts, throttling: SeenThrottling): CheckDetail[] {
  const before = throttlingBefore(parts);
  const withAudit = throttlingWithAudit(parts);
  return [
    line(words(throttling)),
    ...(before === undefined || throttling.over === 'start' ? [] : [line(words(before))]),
    ...(withAudit === undefined ? [] : [line(words(withAudit))]),
    line('The time is a sum over all CPUs, so it may be longer than the window'),
  ];
}

function words({ throttledPeriods, periods, throttledMs, source }: SeenThrottling): string {
  const time = throttledMs === undefined ? '' : `, ${duration(throttledMs)} of waiting`;
  return `${number(throttledPeriods)} of ${number(periods)} periods${time} (${source})`;
}

function statFile({ sample }: CpuParts): string {
  return sample.known && sample.value.cgroup.version === 1
    ? '/sys/fs/cgroup/cpu/cpu.stat'
    : '/sys/fs/cgroup/cpu.stat';
}
