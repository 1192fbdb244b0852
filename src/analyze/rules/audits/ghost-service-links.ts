import { shellLine } from '../../command.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { restart } from '../../judgement/mends.ts';
import { counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/** Complete link families whose Service is not there any more. */
export const ghostServiceLinks: Rule<Audited> = ({ audit: input, told }) => {
  const { subject, attribution, origins } = input;
  const { ghosts } = attribution;
  if (ghosts.length === 0) return undefined;
  const names = listed(ghosts.map(({ name }) => name));
  return finding('ghost-service-links', 'info', {
    message: `${counted(origins.ghost.variables, 'variable')} of ${counted(ghosts.length, 'Service')} that no longer ${ghosts.length === 1 ? 'exists' : 'exist'}: ${names}. Recognised by the names; a dash may have been another character.`,
    evidence: [
      {
        text: `No Service of namespace ${subject.pod.namespace} makes these variables now.`,
        command: shellLine(['kubectl', 'get', 'services', '-n', subject.pod.namespace, '-o', 'name']),
      },
      told.startedLine(),
    ],
    mends: [restart(subject), told.switchOff()],
  });
};
