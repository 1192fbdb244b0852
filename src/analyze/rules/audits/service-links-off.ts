import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { finding } from '../../judgement/finding.ts';

/** The mended state. */
export const serviceLinksOff: Rule<Audited> = ({ audit: input, told }) =>
  input.subject.pod.enableServiceLinks
    ? undefined
    : finding('service-links-off', 'ok', {
        message: 'Service links are off for this pod: of the Services only kubernetes gives it variables.',
        evidence: [told.linksLine()],
      });
