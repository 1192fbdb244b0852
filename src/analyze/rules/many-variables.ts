import { execSymptom } from '../figures/exec-limit.ts';
import { estimatedSeverity } from '../figures/estimate.ts';
import { countLine, cpuLimitLine, linksLine, servicesLine } from '../judgement/lines.ts';
import { linkServices, linksDominate } from '../figures/audited.ts';
import type { Rule } from '../judgement/rule.ts';
import { disableServiceLinks, fewerServices, smallEnvironment } from '../judgement/mends.ts';
import { modelClause, sentence, shareClause } from '../judgement/sentences.ts';
import { CAPS } from '../severity.ts';
import { finding } from '../judgement/finding.ts';

/** The verdict by count and cost model, where nothing was timed. */
export const manyVariables: Rule = (input) => {
  const { subject, operation, runtime, cost, variables } = input;
  if (operation !== undefined || execSymptom(input) !== undefined) return undefined;
  const severity = estimatedSeverity({
    variables,
    model: cost.model,
    cpuLimit: cost.cpuLimit,
    runtime: runtime.id,
  });
  if (severity === 'ok') return undefined;
  const links = linksDominate(input);
  return finding('many-variables', severity, {
    message: sentence(shareClause(input), 'nothing was timed in this container', modelClause(input)),
    evidence: [countLine(input), servicesLine(input), linksLine(input), cpuLimitLine(input)],
    mends: [
      ...(links ? [disableServiceLinks(subject)] : []),
      ...(CAPS[runtime.id ?? ''] === 'info' ? [] : [smallEnvironment(runtime)]),
      ...(links ? [fewerServices(subject, linkServices(input))] : []),
    ],
  });
};
