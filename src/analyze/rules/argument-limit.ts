import { number, percent } from '../../units.ts';
import { finding } from '../judgement/finding.ts';
import type { Rule, Told } from '../judgement/judgement.ts';
import { envsubstFilter } from '../judgement/mends.ts';
import { more, recognisedLine } from '../judgement/sentences.ts';
import { severityOn } from '../severity.ts';

/**
 * All names in one argument, for images with nginx's template script. Whether there are templates is not known: one
 * that runs although its argument was too long at its start has none, or filters the names.
 */
export const argumentLimit: Rule = ({ told }) => {
  const { argument } = told.headroom;
  if (argument === undefined) return undefined;
  const atStart = argument.newestStart?.percent ?? 0;
  const survived = argument.percent > 100 && atStart > 100;
  const severity = survived ? 'info' : severityOn('argument', argument.percent);
  if (severity === 'ok') return undefined;
  return finding('argument-limit', severity, () => wordsOf(told, argument, survived ? atStart : undefined));
};

function wordsOf(
  told: Told,
  { bytes, percent: share, moreServices, because }: NonNullable<Told['headroom']['argument']>,
  survived: number | undefined,
) {
  const use = `At the next start all names need ${number(bytes)} bytes in one argument, ${percent(share)} of the limit`;
  const room = `${use}; room for ${more(moreServices)}. It matters if the image has templates.`;
  const fails = `${use}: if the image has templates in /etc/nginx/templates, the next start fails.`;
  return {
    message:
      survived === undefined
        ? share > 100
          ? fails
          : room
        : `${use}; a container that started with ${percent(survived)} runs all the same, so it has no templates or filters the names.`,
    evidence: [recognisedLine(because), ...told.nextLines()],
    mends: [envsubstFilter(), told.switchOff()],
  };
}
