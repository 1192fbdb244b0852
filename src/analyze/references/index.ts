export { mentionFindings } from './mention-findings.ts';
export { isUrl } from './url-for-number.ts';
export { referenceRule } from './reference-rule.ts';
