import type { Severity } from '../../contracts/report.ts';
import { estimatedSeverity } from '../figures/environment/cost-model.ts';
import { finding } from '../judgement/finding.ts';
import type { Judgement, Rule, Told } from '../judgement/judgement.ts';
import { smallEnvironment } from '../judgement/mends.ts';
import { modelClause, recognisedLine, sentence } from '../judgement/sentences.ts';
import { CAPS } from '../severity.ts';

/** The verdict by count and cost model, where nothing was timed. */
export const manyVariables: Rule = ({ told, seen }) => {
  if (seen.timed === true || seen.symptom !== undefined) return undefined;
  const severity = costSeverity({ told });
  const untimed = seen.timed === false ? 'nothing was timed in this container' : undefined;
  return severity === 'ok' ? undefined : finding('many-variables', severity, () => wordsOf(told, untimed));
};

/** How bad the number of variables is for the container. */
export function costSeverity({ told }: Pick<Judgement, 'told'>): Severity {
  const { variables, cost, cpuLimit, runtime } = told;
  return estimatedSeverity({ variables, model: cost, cpuLimit, runtime: runtime.id });
}

function wordsOf(told: Told, untimed: string | undefined) {
  const { runtime } = told;
  return {
    message: sentence(told.share(), untimed, modelClause(told)),
    evidence: () => [
      ...told.countLines(),
      told.linksLine(),
      recognisedLine(runtime.from),
      told.cpuLimitLine(),
    ],
    mends: () => [
      ...told.offIfToBlame(),
      ...(CAPS[runtime.id ?? ''] === 'info' ? [] : [smallEnvironment(runtime)]),
      ...told.fewerIfToBlame(),
    ],
  };
}
