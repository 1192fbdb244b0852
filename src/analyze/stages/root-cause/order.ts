import type { Weighed } from './weigh.ts';

const TIERS = { down: 0, slow: 1, start: 1 } as const;
const SURE = { proved: 3, likely: 2, possible: 1 } as const;
/** Of a cause whose share of the time cannot be told. */
const UNKNOWN_SHARE = 0.5;

/**
 * What took the container down comes first. Among what makes it slow, the surer one that explains more: a proved cause
 * of a tenth of the time is less than a likely one of nearly all of it.
 */
export function bySeriousness(a: Weighed, b: Weighed): number {
  return TIERS[a.tier] - TIERS[b.tier] || seriousness(b) - seriousness(a);
}

function seriousness({ confidence, share = UNKNOWN_SHARE, tier }: Weighed): number {
  return SURE[confidence] * (0.5 + share) * (tier === 'start' ? 0.9 : 1);
}
