import type { CollisionRule } from './rule.ts';
import type { TemplateRule } from '../scan/judgement.ts';

/** Being written: the workload's own Service. */
export function ownServiceRules(_rules: readonly CollisionRule[]): TemplateRule {
  return () => [];
}
