import { renameServices } from '../../collisions/mends.ts';
import { containerFieldCommand } from '../../command.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { makersOf, theServices } from '../../judgement/makers.ts';
import { counted } from '../../../units.ts';
import { listed } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/**
 * The container has a variable that a Service makes, but not the Service's others: so it comes from the image, and
 * the Service from after the start. Left alone where an `envFrom` of unknown keys may be the source.
 */
export const imageVariableReplaced: Rule<Audited> = ({
  audit: { subject, attribution, prediction },
  told,
}) => {
  const ofImage = new Set(
    attribution.variables.filter(({ origin }) => origin === 'image-or-runtime').map(({ name }) => name),
  );
  const replaced = prediction.variables.filter(({ name }) => ofImage.has(name));
  if (replaced.length === 0) return undefined;
  const names = [...new Set(replaced.map(({ name }) => name))];
  const services = makersOf(replaced);
  const claim = services.length === 1 ? 'which came later, makes' : 'which came later, make';
  return finding('image-variable-replaced', 'medium', {
    message: `The image sets ${listed(names)}, and ${theServices(services)}, ${claim} ${names.length === 1 ? 'the same variable' : 'the same variables'}: at the next restart ${counted(names.length, 'value')} of the image will be replaced.`,
    evidence: [
      {
        text: 'The pod spec does not declare the name; a declared variable would win.',
        command: containerFieldCommand(subject, 'spec', 'env[*].name'),
      },
    ],
    mends: [
      {
        title: `Declare ${listed(names)} in the pod spec`,
        effect:
          'With the value that the image has. A declared variable wins over a service link. Restarts the pods.',
      },
      told.switchOff(),
      renameServices(services),
    ],
  });
};
