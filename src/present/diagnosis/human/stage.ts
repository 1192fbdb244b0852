import type { Check, StageReport } from '../../../diagnosis.ts';
import { fitted, withBelow } from '../../layout/fitted.ts';
import type { FittedColumn } from '../../layout/fitted.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, prose } from '../../layout/prose.ts';
import { checkName, CHECK_STYLES, stageName, STAGE_STYLES, VERDICTS_BY_WEIGHT } from '../words.ts';
import { detailLines } from './details.ts';

const INDENT = 2;
const BELOW = 4;

/**
 * A stage with what was measured next to its thresholds. What is over one comes first, with the reason, the figures and
 * the command; of what is fine only the figures, unless all is asked for.
 */
export function stageSection({ stage, question, verdict, checks }: StageReport, page: Page): Line[] {
  if (verdict === 'skipped') return [];
  const title = stageName(stage).toUpperCase();
  const ordered = VERDICTS_BY_WEIGHT.flatMap((each) => checks.filter((check) => check.verdict === each));
  const told = ordered.filter((check) => page.verbose || isTold(check));
  const fine = ordered.filter((check) => !told.includes(check));
  return [
    line(styled('heading', title), '  ', styled(STAGE_STYLES[verdict], verdict), dim(`  ${question}`)),
    ...tableOf(told, page),
    ...fineLines(fine, page),
  ];
}

/** What is unknown is told in short here: why is said once, under NOT SEEN, or with -v. */
function isTold({ verdict }: Check): boolean {
  return verdict === 'problem' || verdict === 'warning' || verdict === 'notice';
}

function tableOf(checks: readonly Check[], page: Page): Line[] {
  if (checks.length === 0) return [];
  const inner = { ...page, columns: page.columns - INDENT };
  const { lines } = fitted(COLUMNS, checks, inner);
  const table = lines.map((row) => line(' '.repeat(INDENT), ...row));
  return withBelow(
    table,
    checks.map((check, index) => [
      ...cutFigures(check, lines[index + 1] ?? [], page),
      ...belowOf(check, page),
    ]),
  );
}

const COLUMNS: readonly FittedColumn<Check>[] = [
  { header: 'CHECK', cell: checkName, least: 20 },
  { header: 'VERDICT', cell: ({ verdict }) => styled(CHECK_STYLES[verdict], verdict) },
  { header: 'OF', cell: ({ scope }) => scope, rank: 1 },
  { header: 'MEASURED', cell: ({ measured }) => measured ?? '-', least: 14 },
  { header: 'THRESHOLD', cell: ({ threshold }) => threshold?.text ?? '-', least: 10 },
];

/** Figures that the row had no room for, in full: a figure in part is a wrong figure. */
function cutFigures({ measured, threshold }: Check, row: Line, page: Page): Line[] {
  const shown = row.map(({ text }) => text).join('');
  const figures = [
    ['Measured', measured],
    ['Threshold', threshold?.text],
  ].flatMap(([label, text = '']) => (shown.includes(text) ? [] : [`${label}: ${text}.`]));
  return figures.length === 0 ? [] : prose(page, { text: figures.join(' '), indent: BELOW });
}

function belowOf(check: Check, page: Page): Line[] {
  const { reason, details, threshold, command: byHand } = check;
  return [
    ...prose(page, { text: reason, indent: BELOW }),
    ...detailLines(details, page, BELOW),
    ...(page.verbose && threshold !== undefined
      ? prose(page, { text: `Threshold from ${threshold.source}`, indent: BELOW, style: 'dim' })
      : []),
    ...(byHand === undefined ? [] : [command(byHand, BELOW)]),
  ];
}

/** What was cleared, so that it can be checked, and what could not be seen, by the reason. */
function fineLines(checks: readonly Check[], page: Page): Line[] {
  const fine = checks.filter(({ verdict }) => verdict === 'ok').map(figure);
  const unseen = Map.groupBy(
    checks.filter(({ verdict }) => verdict === 'unknown'),
    ({ reason }) => reason,
  );
  return [
    ...[...unseen].flatMap(([reason, those]) =>
      prose(page, { text: `Not seen: ${those.map(checkName).join(', ')}. ${reason}`, indent: INDENT }),
    ),
    ...(fine.length === 0
      ? []
      : prose(page, {
          text: `Fine, thresholds in brackets: ${fine.join('; ')}.`,
          indent: INDENT,
          style: 'dim',
        })),
  ];
}

function figure(check: Check): string {
  const { measured, threshold } = check;
  const limit = threshold === undefined ? '' : ` (${threshold.text})`;
  return measured === undefined ? checkName(check) : `${checkName(check)} ${measured}${limit}`;
}
