import { shellLine } from '../../command.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { restart } from '../../judgement/mends.ts';
import { counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/** Links whose value in the container is not the one that the Service gives now. */
export const staleValues: Rule<Audited> = ({ audit: input, told }) => {
  const { subject, differences } = input;
  const services = [...new Set(differences.stale.map(({ service }) => service))];
  const [first] = services;
  if (first === undefined) return undefined;
  return finding('stale-values', 'low', {
    message: `${counted(differences.stale.length, 'variable')} of ${counted(services.length, 'Service')} ${differences.stale.length === 1 ? 'has' : 'have'} an outdated value: ${listed(services)}.`,
    evidence: [
      {
        text: `service/${first} has another address or port than ${differences.stale[0]?.variable}.`,
        command: shellLine(['kubectl', 'get', 'service', first, '-n', subject.pod.namespace, '-o', 'wide']),
      },
      told.startedLine(),
    ],
    mends: [restart(subject), told.switchOff()],
  });
};
