import { collisionRules, type CollisionRule } from '../collisions/index.ts';
import type { ContainerFindingCode } from '../findings.ts';
import type { Audited } from '../judgement/audit-told.ts';
import type { Rule } from '../judgement/judgement.ts';
import type { TemplateJudgement } from '../judgement/template.ts';
import { referenceRule } from '../references/reference-rule.ts';
import { argumentLimit } from './argument-limit.ts';
import { busyNode } from './audits/busy-node.ts';
import { contestedVariable } from './audits/contested-variable.ts';
import { execImpossible } from './audits/exec-impossible.ts';
import { execLimit } from './exec-limit.ts';
import { execProbeTax } from './exec-probe-tax.ts';
import { ghostServiceLinks } from './audits/ghost-service-links.ts';
import { hiddenServiceLinks } from './audits/hidden-service-links.ts';
import { imageVariableReplaced } from './audits/image-variable-replaced.ts';
import { manyVariables } from './many-variables.ts';
import { missingServiceLinks } from './audits/missing-service-links.ts';
import { neverStarted } from './audits/never-started.ts';
import { restartExceedsExecLimit } from './restart-exceeds-exec-limit.ts';
import { serviceLinksOff } from './audits/service-links-off.ts';
import { slowEnvironment } from './audits/slow-environment.ts';
import { slowStart } from './slow-start.ts';
import { staleValues } from './audits/stale-values.ts';
import { throttled } from './audits/throttled.ts';
import { defaultServiceLinks } from './templates/default-service-links.ts';
import { missingKey } from './templates/missing-key.ts';

/** Judge audited containers. Every code has its rule; among findings of one severity this is the order. */
export const RULES = {
  'exec-impossible': execImpossible,
  'never-started': neverStarted,
  'restart-exceeds-exec-limit': restartExceedsExecLimit,
  'slow-environment': slowEnvironment,
  'many-variables': manyVariables,
  'exec-limit': execLimit,
  'argument-limit': argumentLimit,
  'exec-probe-tax': execProbeTax,
  'slow-start': slowStart,
  'contested-variable': contestedVariable,
  'image-variable-replaced': imageVariableReplaced,
  'stale-values': staleValues,
  'missing-service-links': missingServiceLinks,
  'ghost-service-links': ghostServiceLinks,
  'hidden-service-links': hiddenServiceLinks,
  throttled,
  'busy-node': busyNode,
  'service-links-off': serviceLinksOff,
} satisfies Record<ContainerFindingCode, Rule<Audited>>;

/** Judge each container of a template, with the rules of a user; among findings of one severity this is the order. */
export function templateRules(rules: readonly CollisionRule[]): Rule<TemplateJudgement>[] {
  return [
    restartExceedsExecLimit,
    manyVariables,
    execLimit,
    argumentLimit,
    execProbeTax,
    slowStart,
    referenceRule,
    missingKey,
    collisionRules(rules),
    defaultServiceLinks,
  ];
}
