import { estimatedSeverity } from '../estimate.ts';
import { countLine, cpuLimitLine, linksLine, servicesLine } from '../evidence-lines.ts';
import { linkServices, linksDominate, type Rule } from '../judgement.ts';
import { disableServiceLinks, fewerServices, smallEnvironment } from '../mends.ts';
import { modelClause, sentence, shareClause } from '../sentences.ts';
import { CAPS } from '../severity.ts';
import { symptomOf } from './exec-impossible.ts';
import { finding } from './finding.ts';

/** The verdict by count and cost model, where nothing was timed. */
export const manyVariables: Rule = (input) => {
  const { subject, operation, runtime, cost, variables } = input;
  if (operation !== undefined || symptomOf(input) !== undefined) return undefined;
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
