import type { ContainerReport, CostReport } from '../../contracts/report.ts';
import { counted, duration, durationRange, number, percent, share, size } from '../../units.ts';
import type { Page } from '../layout/page.ts';
import { limitUse } from '../limit-use.ts';
import { runtimeOf, statusOf, workloadOf } from './headline.ts';

/** A fact in a line or two: label and words. */
export type Fact = [label: string, text: string];

/**
 * A container in a few facts, the most important first: how many variables, what they cost, the limits; then who runs
 * there. The first three are always there.
 */
export function summaryFacts(container: ContainerReport, page: Page): Fact[] {
  const workload = workloadOf(container);
  return [
    ['variables', variablesWords(container)],
    ['cost', costWords(container)],
    ['exec limit', execLimitWords(container)],
    ['runtime', runtimeWords(container)],
    ['status', statusOf(container, page)],
    ...(workload === undefined ? [] : [['workload', workload] satisfies Fact]),
  ];
}

/** `16,020, 667.9 KiB; 16,008 from 2,000 Services; env | wc -l: 16,023`, with what changes at the next restart. */
function variablesWords(container: ContainerReport): string {
  const { count, origins, differences } = container;
  const { atStart, nextRestart } = count.predicted;
  const amount = (['service-link', 'ghost', 'kubernetes'] as const).map(
    (origin) => origins[origin].variables,
  );
  const fromServices = amount.reduce((sum, variables) => sum + variables, 0);
  const services = counted(atStart.services + differences.ghosts.length, 'Service');
  const change = nextRestart.variables - atStart.variables;
  const block = count.exec ?? count.main;
  if (isUncounted(container)) return 'unknown: neither counted nor predicted';
  return [
    block === undefined
      ? `~${number(sumOf(origins))}, predicted and not counted`
      : `${number(block.variables)}, ${size(block.bytes)}`,
    `${number(fromServices)} from ${services}`,
    ...(change === 0
      ? []
      : [`${number(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} at the next restart`]),
    ...(count.envWcL === undefined || count.envWcL === block?.variables
      ? []
      : [`env | wc -l: ${number(count.envWcL)}`]),
  ].join('; ');
}

/** Whether neither the container nor the Services told anything. */
function isUncounted({ severity, count: { exec, main } }: ContainerReport): boolean {
  return severity === 'unknown' && exec === undefined && main === undefined;
}

function sumOf(origins: ContainerReport['origins']): number {
  return Object.values(origins).reduce((sum, { variables }) => sum + variables, 0);
}

/** `1.57 s of CPU for a child process, 5.23 s at the limit of 0.3 CPU; 1.7 ms with a small environment`. */
function costWords(container: ContainerReport): string {
  const { cost } = container;
  const { spawnInherited, spawnSmall, spawnError, effectiveMs, cpuLimit, execStartCpuMs } = cost;
  const operation = operationWords(cost);
  const isLimited = cpuLimit !== undefined && cpuLimit < 1 && effectiveMs !== undefined;
  const words = [
    operation === undefined
      ? undefined
      : `${operation}${isLimited ? `, ${duration(effectiveMs)} at the limit of ${cpuLimit} CPU` : ''}`,
    spawnError === undefined ? undefined : `a child process cannot be started: ${spawnError}`,
    spawnInherited === undefined || spawnSmall === undefined
      ? undefined
      : `${duration(spawnSmall.median.cpuMs)} with a small environment`,
    execStartCpuMs === undefined ? undefined : `${duration(execStartCpuMs)} for each exec and exec probe`,
  ].filter((part) => part !== undefined);
  // The model of an environment of unknown size says nothing.
  return words.length === 0 || isUncounted(container) ? 'unknown: nothing was timed' : words.join('; ');
}

/** What was timed, the dearest that is usual first; the cost model where nothing was. */
function operationWords({ spawnInherited, loop, estimateCpuMs, model }: CostReport): string | undefined {
  if (spawnInherited !== undefined)
    return `${duration(spawnInherited.median.cpuMs)} of CPU for a child process`;
  if (loop !== undefined) return `${duration(loop.median.cpuMs)} of CPU to read every variable`;
  if (estimateCpuMs !== undefined) return `~${duration(estimateCpuMs)} of CPU to read every variable`;
  return model === undefined
    ? undefined
    : `~${durationRange(model.cpuMs)} of CPU for ${model.what}, by the model`;
}

/** `38.7% of 2.00 MiB, next restart 38.8%; 3,158 more Services fit`. */
function execLimitWords(container: ContainerReport): string {
  const { headroom } = container;
  if (isUncounted(container)) return `${size(headroom.limitBytes)}; how much of it is used is unknown`;
  const { limitBytes, limitSource, now, nextRestart, moreServices, argument } = headroom;
  const [used, then] = [limitUse(now), limitUse(nextRestart)];
  const fits = moreServices <= 0 ? 'no more Service fits' : `${counted(moreServices, 'more Service')} fit`;
  return [
    `${used} of ${size(limitBytes)}${limitSource === 'assumed' ? ' (assumed)' : ''}`,
    used === then ? '' : `, next restart ${then}`,
    nextRestart.percent > 100 ? ', and it fails' : `; ${fits}`,
    argument === undefined
      ? ''
      : `; all names in one argument: ${percent(argument.percent)} of ${size(argument.limitBytes)}`,
  ].join('');
}

/** `node v22.20.0 (glibc), CPU limit 0.3, 93.1% of periods throttled`. */
function runtimeWords(container: ContainerReport): string {
  const { slowdown, throttled } = container.cost;
  const words = runtimeOf(container);
  if (slowdown === 'node-busy') return `${words}, on a busy node`;
  if (slowdown !== 'throttled' || throttled === undefined) return words;
  return `${words}, ${percent(share(throttled.throttledPeriods, throttled.periods))} of periods throttled`;
}
