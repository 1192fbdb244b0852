import { containerFieldCommand } from '../../command.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/** Declared variables that have the name of a link. */
export const hiddenServiceLinks: Rule<Audited> = ({ audit: { subject, differences } }) => {
  const { hidden } = differences;
  if (hidden.length === 0) return undefined;
  const names = hidden.map(({ variable, service }) => `${variable} (service/${service})`);
  return finding('hidden-service-links', 'info', {
    message: `${counted(hidden.length, 'service link')} ${hidden.length === 1 ? 'is' : 'are'} hidden by declared variables: ${listed(names)}.`,
    evidence: [
      {
        text: 'The names are declared in the pod spec.',
        command: containerFieldCommand(subject, 'spec', 'env[*].name'),
      },
    ],
  });
};
