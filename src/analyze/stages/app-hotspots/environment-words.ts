import { duration, number } from '../../../units.ts';
import { cores, durations } from '../../words.ts';
import type { EnvironmentCost } from '../../figures/environment/environment-cost.ts';

/** `16,018 of 16,031 variables are service links`. */
export function linksClause({ variables, links }: EnvironmentCost): string {
  return `${number(links)} of ${number(variables)} variables ${links === 1 ? 'is a service link' : 'are service links'}`;
}

/** `each child process costs 2.3 s of CPU here`, with how that is known; undefined where it is not. */
export function childClause({ child, judgement }: EnvironmentCost): string | undefined {
  if (child === undefined) return undefined;
  const { cpuMs, range, effectiveMs, basis } = child;
  const { cpuLimit } = judgement.cost;
  const limited =
    cpuLimit === undefined || cpuLimit >= 1
      ? ''
      : `, ${duration(effectiveMs)} at the limit of ${cores(cpuLimit)}`;
  if (basis === 'estimated') {
    return `each child process costs an estimated ${range === undefined ? duration(cpuMs) : durations(range)} of CPU${limited}`;
  }
  return `each child process costs ${basis === 'sampled' ? 'about ' : ''}${duration(cpuMs)} of CPU in this container${limited}`;
}
