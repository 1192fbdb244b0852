import type { Check, CheckVerdict, StageReport } from '../../../contracts/diagnosis.ts';
import type { Problem } from '../../../contracts/report.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, prose } from '../../layout/prose.ts';
import type { Style } from '../../theme.ts';
import { checkName, CHECK_STYLES, stageName, STAGE_STYLES, VERDICTS_BY_WEIGHT } from '../words.ts';
import { detailLines } from './details.ts';

const INDENT = 2;
/** Two for the indent, seven for `problem`, two to the text. */
const TEXT = 11;
const SEE_BELOW = 'Why: see NOT SEEN.';

/**
 * A stage with what was measured next to its thresholds. What is over one comes first, with the reason, the figures and
 * the command; of what is only worth knowing the figures, of what is fine the names, unless all is asked for. Why
 * something was not seen is told once, further down, where that is among the problems.
 */
export function stageSection(
  { stage, question, verdict, checks }: StageReport,
  incomplete: readonly Problem[],
  page: Page,
): Line[] {
  if (verdict === 'skipped') return [];
  const ordered = VERDICTS_BY_WEIGHT.flatMap((each) => checks.filter((check) => check.verdict === each));
  const told = ordered.filter((check) => page.verbose || isOver(check));
  const rest = ordered.filter((check) => !told.includes(check));
  return [
    line(
      styled('heading', stageName(stage).toUpperCase()),
      '  ',
      styled(STAGE_STYLES[verdict], verdict),
      dim(`  ${question}`),
    ),
    ...told.flatMap((check) => checkLines(check, page)),
    ...restLines(rest, incomplete, page),
  ];
}

function isOver({ verdict }: Check): boolean {
  return verdict === 'problem' || verdict === 'warning';
}

function checkLines(check: Check, page: Page): Line[] {
  const { verdict, reason, scope, threshold, details, command: byHand } = check;
  return [
    ...prose(page, {
      text: `${checkName(check)} (${scope})${figures(check, page)}`,
      indent: TEXT,
      style: 'name',
      lead: styled(CHECK_STYLES[verdict], `  ${verdict}`),
    }),
    ...(threshold === undefined || !page.verbose
      ? []
      : prose(page, {
          text: `Threshold: ${threshold.text} (${threshold.source})`,
          indent: TEXT,
          style: 'dim',
        })),
    ...prose(page, { text: reason, indent: TEXT }),
    ...detailLines(details, page, TEXT),
    ...(byHand === undefined ? [] : [command(byHand, TEXT)]),
  ];
}

/** `: 93.8% of periods (problem from 50%)`: what was measured, and of its thresholds the one that it is over. */
function figures({ verdict, measured, threshold }: Check, page: Page): string {
  if (measured === undefined) return '';
  if (threshold === undefined || page.verbose) return `: ${measured}`;
  const crossed = threshold.text.split(', ').find((part) => part.startsWith(verdict));
  return `: ${measured} (${crossed ?? `threshold ${threshold.text}`})`;
}

/** What is worth knowing, what could not be seen, by the reason, and what was cleared. */
function restLines(checks: readonly Check[], incomplete: readonly Problem[], page: Page): Line[] {
  const of = (verdict: CheckVerdict): Check[] => checks.filter((check) => check.verdict === verdict);
  const unseen = Map.groupBy(of('unknown'), ({ reason }) =>
    incomplete.some(({ message }) => reason.toLowerCase().includes(message.toLowerCase()))
      ? SEE_BELOW
      : reason,
  );
  return [
    ...listed(
      'Worth knowing',
      of('notice').map((check) => named(check, check.measured)),
      page,
    ),
    ...[...unseen].flatMap(([reason, those]) =>
      prose(page, {
        text: `Not seen: ${those.map(checkName).join(', ')}. ${reason.replace(/(?<![.!?])$/, '.')}`,
        indent: INDENT,
      }),
    ),
    ...listed(
      'Fine',
      // How much is used is what people ask for next.
      of('ok').map((check) => named(check, check.method === 'utilisation' ? inShort(check) : undefined)),
      page,
      'dim',
    ),
  ];
}

function listed(label: string, texts: readonly string[], page: Page, style?: Style): Line[] {
  if (texts.length === 0) return [];
  return prose(page, { text: `${label}: ${texts.join('; ')}.`, indent: INDENT, ...(style && { style }) });
}

/** `CPU of the node (23.4%)`. */
function named(check: Check, figure: string | undefined): string {
  return figure === undefined ? checkName(check) : `${checkName(check)} (${figure})`;
}

/** `0.1%` of `0.1% (3,108 of 2,466,193)`. */
function inShort({ measured }: Check): string | undefined {
  return measured?.split(/, | \(/, 1)[0];
}
