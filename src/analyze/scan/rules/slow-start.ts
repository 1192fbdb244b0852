import { modelCpuMs } from '../../figures/cost-model.ts';
import { duration } from '../../../units.ts';
import { startDirectly } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { limitClause, sentence } from '../../judgement/sentences.ts';
import { loopsInBash, middle, slowestStart } from '../../figures/start.ts';
import { durations } from '../../words.ts';
import { cpuLimitLine, servicesLine, templateLine } from '../../judgement/template-lines.ts';
import { fieldOf, type TemplateRule, type Told } from '../../judgement/template.ts';
import { switchOff } from '../../judgement/template-mends.ts';
import { injectionClause, linksDominate } from '../../judgement/template-words.ts';

/** What the command starts before the app, and what that does with every variable. */
export const slowStart: TemplateRule = ({ container, runtime, variables, similarity, told }) => {
  const { cpuLimit } = container;
  const command = [...container.command, ...container.args];
  const field = fieldOf(container);
  if (loopsInBash({ command, runtime, variables })) {
    const perCommand = middle(modelCpuMs({ of: 'bash', variables, similarity }));
    const does = `the command loops over env in bash; a command in such a loop costs about ${duration(perCommand)} of CPU for each variable`;
    return [finding('slow-start', 'critical', () => wordsOf(told, { does, name: 'bash' })).at(field)];
  }
  const slowest = slowestStart({ runtime, command, variables, similarity, cpuLimit });
  if (slowest === undefined || slowest.severity === 'ok') return [];
  const { name, each, cpuMs, effectiveMs } = slowest;
  const does = `${name} needs an estimated ${durations(cpuMs)} of CPU ${each}${limitClause(effectiveMs, cpuLimit)}`;
  return [finding('slow-start', slowest.severity, () => wordsOf(told, { does, name })).at(field)];
};

function wordsOf(told: Told, { does, name }: { does: string; name: string }) {
  return {
    message: sentence(does, injectionClause(told)),
    evidence: [
      { text: `${name} starts before the app, as the container’s image or command tells.` },
      servicesLine(told),
      templateLine(told),
      cpuLimitLine(told),
    ],
    mends: [...(linksDominate(told) ? [switchOff(told)] : []), startDirectly(name)],
  };
}
