import type { NamespaceInventory } from '../../inventory.ts';
import type { SubjectFinding } from '../../scan-report.ts';
import type { TemplateRule } from '../scan/judgement.ts';

/** Being written: uses of service links in env, command and arguments. */
export const referenceRule: TemplateRule = () => [];

/** Being written: uses of service links in ConfigMaps and Secrets. */
export function mentionFindings(_namespace: NamespaceInventory): SubjectFinding[] {
  return [];
}
