import { modelCpuMs } from '../../figures/cost-model.ts';
import type { Severity } from '../../../contracts/report.ts';
import { duration } from '../../../units.ts';
import { startDirectly } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { limitClause, sentence } from '../../judgement/sentences.ts';
import { loopsInBash, middle, slowestStart } from '../../figures/start.ts';
import { durations } from '../../words.ts';
import { cpuLimitLine, servicesLine, templateLine } from '../evidence-lines.ts';
import { fieldOf, type TemplateJudgement, type TemplateRule } from '../../judgement/template.ts';
import { switchOff } from '../mends.ts';
import { injectionClause, linksDominate } from '../words.ts';

/** What the command starts before the app, and what that does with every variable. */
export const slowStart: TemplateRule = (input) => {
  const { container, runtime, variables, similarity } = input;
  const command = [...container.command, ...container.args];
  if (loopsInBash({ command, runtime, variables })) return [bashLoop(input)];
  const slowest = slowestStart({ runtime, command, variables, similarity, cpuLimit: container.cpuLimit });
  if (slowest === undefined || slowest.severity === 'ok') return [];
  const { name, each, cpuMs, effectiveMs } = slowest;
  const message = sentence(
    `${name} needs an estimated ${durations(cpuMs)} of CPU ${each}${limitClause(effectiveMs, container.cpuLimit)}`,
    injectionClause(input),
  );
  return [slow(input, { severity: slowest.severity, message, name })];
};

function bashLoop(input: TemplateJudgement): ReturnType<typeof slow> {
  const { variables, similarity } = input;
  const perCommand = middle(modelCpuMs({ of: 'bash', variables, similarity }));
  const message = sentence(
    `the command loops over env in bash; a command in such a loop costs about ${duration(perCommand)} of CPU for each variable`,
    injectionClause(input),
  );
  return slow(input, { severity: 'critical', message, name: 'bash' });
}

function slow(
  input: TemplateJudgement,
  found: { severity: Severity; message: string; name: string },
): ReturnType<TemplateRule>[number] {
  const { container } = input;
  const { severity, message, name } = found;
  return {
    ...finding('slow-start', severity, {
      message,
      evidence: [
        { text: `${name} starts before the app, as the container’s image or command tells.` },
        servicesLine(input),
        templateLine(input),
        cpuLimitLine(input),
      ],
      mends: [...(linksDominate(input) ? [switchOff(input)] : []), startDirectly(name)],
    }),
    field: fieldOf(container),
  };
}
