import type { Rule } from '../judgement/rule.ts';
import { argumentLimit } from './argument-limit.ts';
import { busyNode } from './busy-node.ts';
import { contestedVariable } from './contested-variable.ts';
import { execImpossible } from './exec-impossible.ts';
import { execLimit } from './exec-limit.ts';
import { execProbeTax } from './exec-probe-tax.ts';
import { ghostServiceLinks } from './ghost-service-links.ts';
import { hiddenServiceLinks } from './hidden-service-links.ts';
import { imageVariableReplaced } from './image-variable-replaced.ts';
import { manyVariables } from './many-variables.ts';
import { missingServiceLinks } from './missing-service-links.ts';
import { neverStarted } from './never-started.ts';
import { restartExceedsExecLimit } from './restart-exceeds-exec-limit.ts';
import { serviceLinksOff } from './service-links-off.ts';
import { slowEnvironment } from './slow-environment.ts';
import { slowStart } from './slow-start.ts';
import { staleValues } from './stale-values.ts';
import { throttled } from './throttled.ts';
import type { ContainerFindingCode } from '../findings.ts';

/** Every code has its rule; among findings of one severity this is the order. */
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
} satisfies Record<ContainerFindingCode, Rule>;
