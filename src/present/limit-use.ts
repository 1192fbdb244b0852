import { percent } from '../units.ts';

/**
 * How much of the kernel's limit for one exec is used. No environment is empty, so that it is never nothing, also where
 * no more than a share near 0 is predicted: `<0.1%`.
 */
export function limitUse({ percent: part }: { percent: number }): string {
  return part === 0 ? '<0.1%' : percent(part);
}
