import type { Check, CheckVerdict, StageReport } from '../../contracts/diagnosis.ts';
import type { Problem } from '../../contracts/report.ts';
import { command, prose, type Block } from '../document/block.ts';
import { styled } from '../layout/lines.ts';
import type { Style } from '../theme.ts';
import { detailBlocks } from './details.ts';
import { checkName, CHECK_STYLES, stageName, STAGE_STYLES, VERDICTS_BY_WEIGHT } from './words.ts';

const SEE_BELOW = 'Why: see NOT SEEN.';
/** Of `problem` and `warning`. */
const LONGEST_VERDICT = 7;

/**
 * A stage with what was measured next to its thresholds. What is over one comes first, with the reason, the figures and
 * the command; of what is only worth knowing the figures, of what is fine the names, unless all is asked for. Why
 * something was not seen is told once, further down, where that is among the problems.
 */
export function stageBlocks(
  { stage, question, verdict, checks }: StageReport,
  incomplete: readonly Problem[],
  whole: boolean,
): Block[] {
  if (verdict === 'skipped') return [];
  const ordered = VERDICTS_BY_WEIGHT.flatMap((each) => checks.filter((check) => check.verdict === each));
  const told = ordered.filter((check) => whole || isOver(check));
  const rest = ordered.filter((check) => !told.includes(check));
  const heading = {
    text: stageName(stage),
    verdict: styled(STAGE_STYLES[verdict], verdict),
    aside: question,
  };
  return [
    { kind: 'heading', ...heading },
    ...told.map((check) => finding(check, whole)),
    ...restBlocks(rest, incomplete),
  ];
}

function isOver({ verdict }: Check): boolean {
  return verdict === 'problem' || verdict === 'warning';
}

function finding(check: Check, whole: boolean): Block {
  const { verdict, reason, scope, threshold, details, command: byHand } = check;
  return {
    kind: 'finding',
    label: styled(CHECK_STYLES[verdict], verdict.padEnd(LONGEST_VERDICT)),
    title: `${checkName(check)} (${scope})${figures(check, whole)}`,
    body: [
      ...(threshold === undefined || !whole
        ? []
        : prose(`Threshold: ${threshold.text} (${threshold.source})`, 'dim')),
      ...prose(reason),
      ...detailBlocks(details, whole),
      ...command(byHand),
    ],
  };
}

/** `: 93.8% of periods (problem from 50%)`: what was measured, and of its thresholds the one that it is over. */
function figures({ verdict, measured, threshold }: Check, whole: boolean): string {
  if (measured === undefined) return '';
  if (threshold === undefined || whole) return `: ${measured}`;
  const crossed = threshold.text.split(', ').find((part) => part.startsWith(verdict));
  return `: ${measured} (${crossed ?? `threshold ${threshold.text}`})`;
}

/** What is worth knowing, what could not be seen, by the reason, and what was cleared. */
function restBlocks(checks: readonly Check[], incomplete: readonly Problem[]): Block[] {
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
    ),
    ...[...unseen].flatMap(([reason, those]) =>
      prose(`Not seen: ${those.map(checkName).join(', ')}. ${reason.replace(/(?<![.!?])$/, '.')}`),
    ),
    ...listed(
      'Fine',
      // How much is used is what people ask for next.
      of('ok').map((check) => named(check, check.method === 'utilisation' ? inShort(check) : undefined)),
      'dim',
    ),
  ];
}

function listed(label: string, texts: readonly string[], style?: Style): Block[] {
  return texts.length === 0 ? [] : prose(`${label}: ${texts.join('; ')}.`, style);
}

/** `CPU of the node (23.4%)`. */
function named(check: Check, figure: string | undefined): string {
  return figure === undefined ? checkName(check) : `${checkName(check)} (${figure})`;
}

/** `0.1%` of `0.1% (3,108 of 2,466,193)`. */
function inShort({ measured }: Check): string | undefined {
  return measured?.split(/, | \(/, 1)[0];
}
