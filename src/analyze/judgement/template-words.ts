import { counted, number, size } from '../../units.ts';
import { limitClause } from './sentences.ts';
import { durations } from '../words.ts';
import type { Told } from './template.ts';

/** `its containers get 16,008 variables (652.1 KiB) of 2,001 Services at their next start`. */
export function injectionClause(input: Told): string {
  const { variables, bytes } = input.report.injected.nextRestart;
  return `at its next start the container gets ${counted(variables, 'variable')} (${size(bytes)}) from ${counted(input.services, 'Service')}`;
}

/** `in node starting a child process costs an estimated 175 ms to 870 ms of CPU, 2.9 s at the limit of 0.3 CPU`. */
export function costClause({ report }: Pick<Told, 'report'>): string | undefined {
  const { cost, runtime, cpuLimit } = report;
  if (cost === undefined) return undefined;
  return `in ${runtime ?? 'bash'} ${cost.what} costs an estimated ${durations(cost.cpuMs)} of CPU${limitClause(cost.effectiveMs, cpuLimit)}`;
}

/** Whether service links are the larger part of what is known of the environment. */
export function linksDominate({ report, linksOn, variables }: Told): boolean {
  return linksOn && report.injected.nextRestart.variables * 2 >= variables;
}

/** `12 more Services`. */
export function more(services: number): string {
  return `${number(services)} more ${services === 1 ? 'Service' : 'Services'}`;
}
