import { number, percent } from '../../../units.ts';
import { envsubstFilter } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { severityOn } from '../../severity.ts';
import { recognisedLine, runningLine, servicesLine } from '../../judgement/template-lines.ts';
import { fieldOf, type TemplateRule } from '../../judgement/template.ts';
import { switchOff } from '../../judgement/template-mends.ts';
import { more } from '../../judgement/template-words.ts';

/**
 * All names in one argument, for images with nginx's template script. Whether there are templates is not known: one
 * that runs although its argument was too long at its start has none, or filters the names.
 */
export const argumentLimit: TemplateRule = (input) => {
  const { container, report, told } = input;
  const { argument } = report.headroom;
  if (argument === undefined) return [];
  const survived = argument.percent > 100 && (argument.newestStart?.percent ?? 0) > 100;
  const severity = survived ? 'info' : severityOn('argument', argument.percent);
  if (severity === 'ok') return [];
  const use = `At the next start all names need ${number(argument.bytes)} bytes in one argument, ${percent(argument.percent)} of the limit`;
  const found = finding('argument-limit', severity, () => ({
    message: survived
      ? `${use}; a container that started with ${percent(argument.newestStart?.percent ?? 0)} runs all the same, so it has no templates or filters the names.`
      : argument.percent > 100
        ? `${use}: if the image has templates in /etc/nginx/templates, the next start fails.`
        : `${use}; room for ${more(argument.moreServices)}. It matters if the image has templates.`,
    evidence: [recognisedLine(argument.because), servicesLine(told), runningLine(told)],
    mends: [envsubstFilter(), switchOff(told)],
  }));
  return [found.at(fieldOf(container))];
};
