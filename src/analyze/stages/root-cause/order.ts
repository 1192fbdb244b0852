import type { Weighed } from './weigh.ts';

const TIERS = { down: 0, past: 1, slow: 1, start: 1 } as const;
/** What is over, or was over when the container was ready, is less than what is measured now. */
const NOW = { down: 1, past: 0.55, slow: 1, start: 0.9 } as const;
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
  return SURE[confidence] * (0.5 + share) * NOW[tier];
}
