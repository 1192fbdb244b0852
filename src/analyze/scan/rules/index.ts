import { collisionRules, namespaceCollisions, type CollisionRule } from '../../collisions/index.ts';
import { referenceRule } from '../../references/index.ts';
import type { NamespaceRule, TemplateRule } from '../../judgement/template.ts';
import { argumentLimit } from './argument-limit.ts';
import { contestedVariable } from './contested-variable.ts';
import { defaultServiceLinks } from './default-service-links.ts';
import { execLimit } from './exec-limit.ts';
import { execProbeTax } from './exec-probe-tax.ts';
import { manyVariables } from './many-variables.ts';
import { missingKey } from './missing-key.ts';
import { restartExceedsExecLimit } from './restart-exceeds-exec-limit.ts';
import { slowStart } from './slow-start.ts';

/** Judge each container of each workload, whatever rules a user adds. */
export const TEMPLATE_RULES: readonly TemplateRule[] = [
  restartExceedsExecLimit,
  manyVariables,
  execLimit,
  argumentLimit,
  execProbeTax,
  slowStart,
  referenceRule,
  missingKey,
];

/** Judge the Services of each namespace. */
export const NAMESPACE_RULES: readonly NamespaceRule[] = [namespaceCollisions, contestedVariable];

/** All rules about containers, with those of a user; among findings of one severity this is the order. */
export function templateRules(rules: readonly CollisionRule[]): TemplateRule[] {
  return [...TEMPLATE_RULES, collisionRules(rules), defaultServiceLinks];
}
