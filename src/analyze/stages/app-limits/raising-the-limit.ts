import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import { percent, size } from '../../../units.ts';
import { limitField } from '../../command.ts';
import { throttlingOf } from '../../figures/container/throttling.ts';
import { cores } from '../../words.ts';
import { defineCheck, type CheckContext, type Finding } from '../define-check.ts';
import { cpuUtilisation, isOwnWork } from '../../figures/node/cpu.ts';
import { minutesAgo, increase, percentOf } from '../../figures/window/rates.ts';
import { fieldOfPod, subjectOf, whyUnknown } from '../../figures/subject.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { isDisturbed, usedOfLimit } from './cpu-figures.ts';
import { cpuLimit, memoryLimit } from './limits.ts';
import { stayingPercent, workingSet } from './memory-figures.ts';

const PARTS = [
  'sample',
  'podState',
  'audit',
  'throttling',
  'metrics',
  'nodeExporter',
  'nodeStats',
  'node',
] as const;
type Parts = Pick<DiagnosisParts, (typeof PARTS)[number]>;

/**
 * Would raising the limit help? Asked for CPU and for memory, and answered from the evidence: `ok` for no, `warning` for
 * yes, `notice` where it would help only together with something else.
 */
export const raisingTheLimit = defineCheck({
  id: 'raising-the-limit',
  stage: 'app-limits',
  title: 'Would raising the limit help?',
  scope: 'container',
  most: 'suspect',
  needs: PARTS,
  look: (parts, context) => {
    const container = subjectOf(parts.audit)?.container;
    const by = (resource: 'cpu' | 'memory'): { command?: string } =>
      container === undefined ? {} : fieldOfPod(parts.audit, limitField(container, resource));
    return [
      { subject: 'CPU', ...by('cpu'), ...cpu(parts) },
      { subject: 'memory', ...by('memory'), ...memory(parts, context) },
    ];
  },
});

function cpu(parts: Parts): Finding {
  const limit = cpuLimit(parts);
  if (limit === 'none') {
    return parts.sample.known || parts.podState.known
      ? { verdict: 'ok', measured: 'no limit', reason: 'There is no CPU limit to raise.' }
      : { unknown: whyUnknown(parts.sample) };
  }
  const throttling = throttlingOf(parts);
  const used = usedOfLimit(parts);
  if (throttling === undefined) return { unknown: whyUnknown(parts.sample, parts.throttling) };
  const throttled = verdictOn('cpu-throttled', throttling.percent);
  const often = throttled === 'warning' || throttled === 'problem';
  const share = `${percent(throttling.percent)} of periods throttled`;
  if (!often) {
    return {
      verdict: 'ok',
      measured: 'no',
      reason: `No: ${used === undefined ? '' : `the container uses ${percent(used)} of ${cores(limit)}, `}${share}; more would change nothing.`,
    };
  }
  const wants = isReached('cpu-wants-more', used);
  if (throttling.over === 'start' && !wants) {
    return {
      unknown: `It was throttled often since its start (${share}), but what it does now could not be seen; look for longer with --window.`,
    };
  }
  if (isDisturbed(parts))
    return {
      unknown: 'Looking at the container used much of the CPU that its limit allows, so it cannot be told.',
    };
  const full = nodeFull(parts);
  if (full !== undefined) {
    return {
      verdict: 'notice',
      measured: 'not on this node',
      reason: `Not on this node: the limit holds the container back (${share}), but ${percent(full)} of the node’s CPU time is in use.`,
    };
  }
  return {
    verdict: 'warning',
    measured: 'yes',
    reason: wants
      ? `Yes: the container uses ${percent(used ?? 0)} of ${cores(limit)}, with ${share}. Look first at what uses the CPU.`
      : `Yes, for its bursts: it uses ${used === undefined ? 'little' : percent(used)} of ${cores(limit)} on average, but ${share}. Fewer threads would help as well.`,
  };
}

function memory(parts: Parts, { collectedAt }: CheckContext): Finding {
  const limit = memoryLimit(parts);
  const { sample, podState, metrics } = parts;
  if (limit === 'none') {
    return sample.known || podState.known
      ? {
          verdict: 'ok',
          measured: 'no limit',
          reason: 'There is no memory limit to raise.',
        }
      : { unknown: whyUnknown(sample) };
  }
  const exit = podState.known ? podState.value.container.lastExit : undefined;
  const killed =
    exit?.reason === 'OOMKilled' && isReached('recent-exit', minutesAgo(exit.finishedAt, collectedAt) ?? 0);
  const kills = sample.known ? (increase(sample.value.cgroup.memory.oomKills) ?? 0) : 0;
  if (killed || kills > 0) {
    return {
      verdict: 'warning',
      measured: 'yes',
      reason: `Yes: the container was killed at ${size(limit)}. If its memory grows without end, more only postpones it.`,
    };
  }
  const used = percentOf(workingSet(parts), limit);
  if (used === undefined) return { unknown: whyUnknown(sample, metrics) };
  const mustStay = stayingPercent(parts);
  const near =
    isReached('memory-usage', used) && (mustStay === undefined || isReached('anonymous-memory', mustStay));
  return {
    verdict: near ? 'warning' : 'ok',
    measured: near ? 'yes' : 'no',
    reason: near
      ? `Yes: the container needs ${percent(used)} of ${size(limit)}, and little of it can be dropped.`
      : `No: the container uses ${percent(used)} of ${size(limit)} and was not killed for it.`,
  };
}

/** Percent of the node’s CPU time in use, where others than this container use it up. */
function nodeFull(parts: Parts): number | undefined {
  const [host] = cpuUtilisation(parts);
  if (host === undefined || !isReached('cpu-utilisation', host.value)) return undefined;
  return isOwnWork(parts) ? undefined : host.value;
}
