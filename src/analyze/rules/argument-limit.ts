import { restartLine, startedLine } from '../judgement/lines.ts';
import type { Rule } from '../judgement/rule.ts';
import { disableServiceLinks, envsubstFilter } from '../judgement/mends.ts';
import { severityOn } from '../severity.ts';
import { counted, number, percent } from '../../units.ts';
import { finding } from '../judgement/finding.ts';

const FILTER = 'NGINX_ENVSUBST_FILTER';

/**
 * All names in one argument, for images with nginx's template script. Whether there are templates is not known; a
 * container that started with more names than the limit allows has none, or filters.
 */
export const argumentLimit: Rule = (input) => {
  const { subject, declared, headroom, attribution, count } = input;
  const { argument } = headroom;
  const filtered =
    declared.variables.has(FILTER) || attribution.variables.some(({ name }) => name === FILTER);
  if (argument === undefined || filtered) return undefined;
  const growing = count.predicted.nextRestart.variables > count.predicted.now.variables;
  const running = subject.container.notRunning === undefined && subject.probe.known;
  const survived = running && argument.percent > 100 && !growing;
  const severity = survived ? 'info' : severityOn('argument', argument.percent);
  if (severity === 'ok') return undefined;
  const use = `The names need ${number(argument.bytes)} bytes in one argument at the next restart, ${percent(argument.percent)} of the limit`;
  return finding('argument-limit', severity, {
    message: survived
      ? `${use}; the container started all the same, so it has no templates or filters the names.`
      : argument.percent > 100
        ? `${use}: if the image has templates in /etc/nginx/templates, the next start fails.`
        : `${use}; room for ${counted(argument.moreServices, 'more Service', 'more Services')}. It matters if the image has templates.`,
    evidence: [{ text: `Recognised by: ${argument.because}.` }, restartLine(input), startedLine(input)],
    mends: [envsubstFilter(), disableServiceLinks(subject)],
  });
};
