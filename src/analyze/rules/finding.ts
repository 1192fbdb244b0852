import type { EvidenceLine, Finding, Mend, Severity } from '../../report.ts';
import { FINDINGS, type FindingCode } from '../findings.ts';

/** A finding of a code, with the code's title. */
export function finding(
  code: FindingCode,
  severity: Severity,
  parts: { message: string; evidence: readonly (EvidenceLine | undefined)[]; mends?: readonly Mend[] },
): Finding {
  return {
    code,
    severity,
    title: FINDINGS[code].title,
    message: parts.message,
    evidence: parts.evidence.filter((line) => line !== undefined),
    mends: [...(parts.mends ?? [])],
  };
}
