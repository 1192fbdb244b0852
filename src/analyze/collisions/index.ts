import type { TemplateRule } from '../scan/judgement.ts';
import { ownServiceRules } from './own-service.ts';
import type { CollisionRule } from './rule.ts';
import { variableCollisions } from './variable-collision.ts';

/** `variable-collision`: the built-in rules and those of a user. */
export function collisionRules(rules: readonly CollisionRule[]): TemplateRule {
  return variableCollisions(rules);
}

/** `own-service-collision`, leaving out what the built-in rules tell. With rules of a user take ownServiceRules. */
export const ownServiceRule: TemplateRule = ownServiceRules([]);

export { ownServiceRules };
export { namespaceCollisions } from './namespace.ts';
export type { CollisionRule } from './rule.ts';
