import { declaredSource } from '../../../env/declared.ts';
import { finding } from '../../judgement/finding.ts';
import { fieldOf, type Rule } from '../../judgement/judgement.ts';
import type { TemplateJudgement } from '../../judgement/template.ts';

/**
 * A key that a variable needs and its source does not have: kubelet does not start the container then, and says
 * CreateContainerConfigError. Only manifests tell: those of a cluster are not asked for.
 *
 * Rule: `makeEnvironmentVariables`,
 * https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/kubelet/kubelet_pods.go
 */
export const missingKey: Rule<TemplateJudgement> = ({ container }) =>
  container.env.flatMap((variable, index) => {
    const { name, missing, optional } = variable;
    if (missing !== true || optional === true) return [];
    const [source = '', key = ''] = declaredSource(variable).split(' key ');
    const found = finding('missing-key', 'high', {
      message: `${name} needs the key ${key} of ${source}, which has no such key in the input: the container cannot start (CreateContainerConfigError).`,
      evidence: [{ text: `The variable is not optional: ${name} from ${source} key ${key}.` }],
      mends: [
        { title: `Add the key ${key} to ${source}, or correct its name`, effect: 'The container can start.' },
        {
          title: 'Or say optional: true beside the key',
          effect: 'The container starts without the variable, and a service link of its name is not hidden.',
        },
      ],
    });
    return [found.at(fieldOf(container, 'env', index))];
  });
