import type { Mend } from '../../../contracts/report.ts';
import { counted, size } from '../../../units.ts';
import { finding } from '../../judgement/finding.ts';
import { worst } from '../../severity.ts';
import type { Rule } from '../../judgement/judgement.ts';
import type { TemplateJudgement } from '../../judgement/template.ts';
import type { TemplateTold } from '../../judgement/template-told.ts';
import { costSeverity } from '../many-variables.ts';

/** Nobody decided about service links: as bad as what they cost there, and where that is not known, `low`. */
export const defaultServiceLinks: Rule<TemplateJudgement> = (input) => {
  const { workload, told, links } = input;
  if (workload.enableServiceLinks !== 'unset') return [];
  const severity = links.known ? worst('info', costSeverity(input)) : 'low';
  return [finding('default-service-links', severity, wordsOf(told, links.known)).at(['enableServiceLinks'])];
};

function wordsOf(told: TemplateTold, known: boolean) {
  return () => {
    const { variables, bytes } = told.injected;
    const cost = known
      ? `${counted(variables, 'variable')} (${size(bytes)}) from ${counted(told.services, 'Service')} at the next start`
      : `how many is not known, because the Services of namespace ${told.workload.namespace} are not`;
    return {
      message: `The template leaves enableServiceLinks at its default, true, so every Service of the namespace adds variables to its containers: ${cost}.`,
      evidence: () => [told.linksLine(), known ? told.servicesLine() : undefined],
      mends: () => [told.switchOff(), KEEP],
    };
  };
}

const KEEP: Mend = {
  title: 'Or say that links are wanted: enableServiceLinks: true',
  effect: 'Nothing changes but that the template says it, for apps that read variables of Services.',
};
