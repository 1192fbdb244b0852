import type { Check, StageReport } from '../../../diagnosis.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, prose } from '../../layout/prose.ts';
import { checkName, CHECK_STYLES, stageName, STAGE_STYLES, VERDICTS_BY_WEIGHT } from '../words.ts';
import { detailLines } from './details.ts';

const INDENT = 2;
/** Two for the indent, seven for `problem`, two to the text. */
const TEXT = 11;

/**
 * A stage with what was measured next to its thresholds. What is over one comes first, with the reason, the figures and
 * the command; of what is fine only the figures, unless all is asked for.
 */
export function stageSection({ stage, question, verdict, checks }: StageReport, page: Page): Line[] {
  if (verdict === 'skipped') return [];
  const ordered = VERDICTS_BY_WEIGHT.flatMap((each) => checks.filter((check) => check.verdict === each));
  const told = ordered.filter((check) => page.verbose || !isBrief(check));
  const brief = ordered.filter((check) => !told.includes(check));
  return [
    line(
      styled('heading', stageName(stage).toUpperCase()),
      '  ',
      styled(STAGE_STYLES[verdict], verdict),
      dim(`  ${question}`),
    ),
    ...told.flatMap((check) => checkLines(check, page)),
    ...briefLines(brief, page),
  ];
}

/** What is unknown or fine is told in few words. */
function isBrief({ verdict }: Check): boolean {
  return verdict === 'unknown' || verdict === 'ok';
}

function checkLines(check: Check, page: Page): Line[] {
  const { verdict, reason, measured, scope, threshold, details, command: byHand } = check;
  const isWhole = page.verbose || verdict === 'problem' || verdict === 'warning';
  const figures = measured === undefined ? '' : `: ${measured}`;
  const source = page.verbose && threshold !== undefined ? ` (${threshold.source})` : '';
  return [
    ...prose(page, {
      text: `${checkName(check)} (${scope})${figures}`,
      indent: TEXT,
      style: 'name',
      lead: styled(CHECK_STYLES[verdict], `  ${verdict}`),
    }),
    ...(threshold === undefined || !isWhole
      ? []
      : prose(page, { text: `Threshold: ${threshold.text}${source}`, indent: TEXT, style: 'dim' })),
    ...prose(page, { text: reason, indent: TEXT }),
    ...(isWhole ? detailLines(details, page, TEXT) : []),
    ...(isWhole && byHand !== undefined ? [command(byHand, TEXT)] : []),
  ];
}

/** What was cleared, so that it can be checked, and what could not be seen, by the reason. */
function briefLines(checks: readonly Check[], page: Page): Line[] {
  const fine = checks.filter(({ verdict }) => verdict === 'ok').map(figure);
  const unseen = Map.groupBy(
    checks.filter(({ verdict }) => verdict === 'unknown'),
    ({ reason }) => reason,
  );
  return [
    ...[...unseen].flatMap(([reason, those]) =>
      prose(page, {
        text: `Not seen: ${those.map(checkName).join(', ')}. ${reason.replace(/(?<![.!?])$/, '.')}`,
        indent: INDENT,
      }),
    ),
    ...(fine.length === 0
      ? []
      : prose(page, { text: `Fine: ${fine.join('; ')}.`, indent: INDENT, style: 'dim' })),
  ];
}

/** `CPU used 23.4% (warning above 85%)`: the figure and the mildest of its thresholds. */
function figure(check: Check): string {
  const { measured, threshold } = check;
  const limit = threshold === undefined ? '' : ` (${threshold.text.split(', ')[0] ?? ''})`;
  return measured === undefined ? checkName(check) : `${checkName(check)} ${measured}${limit}`;
}
