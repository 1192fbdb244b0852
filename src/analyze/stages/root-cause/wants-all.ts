import { percentOf } from '../../figures/window/rates.ts';
import { NEVER_RESTS, type Facts } from './facts.ts';

/** Percent of the limit from which on it is taken as used up: the kernel stops a container a little below it. */
export const USED_UP = 85;

/** All of the limit goes to its own threads, and it never rests: it would use more. */
export function wantsAll(facts: Facts): boolean {
  const { cpuLimit: limit, cores, coresWithoutLinks, main, share } = facts;
  const used = percentOf(coresWithoutLinks ?? cores, limit);
  if (limit === undefined || used === undefined || used < USED_UP || main === undefined) return false;
  const links = share === undefined ? 0 : share.links * 100;
  return limit > 1 || main.runnable - links >= NEVER_RESTS;
}
