export { mentionFindings } from './mention-findings.ts';
export { referenceRule } from './reference-rule.ts';
