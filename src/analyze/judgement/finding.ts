import type { Certainty, EvidenceLine, Finding, Mend, Severity } from '../../contracts/report.ts';
import { FINDINGS, type FindingCode } from '../findings.ts';

/** A finding of a code, with the code's title; where it is not certain, the message says so. */
export function finding(
  code: FindingCode,
  severity: Severity,
  parts: {
    message: string;
    evidence: readonly (EvidenceLine | undefined)[];
    mends?: readonly Mend[];
    certainty?: Certainty;
  },
): Finding {
  return {
    code,
    severity,
    ...(parts.certainty === undefined ? {} : { certainty: parts.certainty }),
    title: FINDINGS[code].title,
    message: parts.message + doubt(parts.certainty),
    evidence: parts.evidence.filter((line) => line !== undefined),
    mends: [...(parts.mends ?? [])],
  };
}

function doubt(certainty: Certainty | undefined): string {
  return certainty === undefined || certainty === 'certain' ? '' : ` How sure: ${certainty}.`;
}
