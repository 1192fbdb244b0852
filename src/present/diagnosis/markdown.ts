import type { Check, Diagnosis, StageReport } from '../../contracts/diagnosis.ts';
import { command, prose, table, type Block } from '../document/block.ts';
import { markdownOf } from '../document/markdown.ts';
import { detailBlocks } from './details.ts';
import { SECTIONS } from './document.ts';
import { causeWords, checkName, stageName, STAGE_STYLES } from './words.ts';

/** A ticket: the root cause, why, what to do, the stages, every check with its threshold, and the command that shows each figure by hand. */
export function markdown(diagnosis: Diagnosis): string {
  const { rootCause, stages } = diagnosis;
  const { subject, why, mends, stages: path, contributing, 'ruled-out': ruledOut, surer, unseen } = SECTIONS;
  return markdownOf([
    { kind: 'title', text: `Root cause: ${causeWords(rootCause)}` },
    ...prose(rootCause.conclusion),
    ...[subject, why, mends, path, contributing, ruledOut, surer].flatMap((blocks) =>
      blocks(diagnosis, true),
    ),
    ...stages.filter(({ verdict }) => verdict !== 'skipped').flatMap(stageBlocks),
    ...unseen(diagnosis, true),
  ]);
}

const CHECKS = [
  { header: 'CHECK', cell: checkName },
  { header: 'VERDICT', cell: ({ verdict }: Check) => verdict },
  { header: 'OF', cell: ({ scope }: Check) => scope },
  { header: 'MEASURED', cell: ({ measured = '' }: Check) => measured },
  { header: 'THRESHOLD', cell: ({ threshold }: Check) => threshold?.text ?? '' },
  { header: 'WHY', cell: ({ reason }: Check) => reason },
];

/** Heading, table of all checks, then the figures behind them and the commands. */
function stageBlocks({ stage, question, verdict, reason, checks }: StageReport): Block[] {
  const sources = new Set(checks.flatMap(({ threshold }) => threshold?.source ?? []));
  return [
    { kind: 'heading', text: stageName(stage), verdict: { text: verdict, style: STAGE_STYLES[verdict] } },
    ...prose(`${question} ${reason}`),
    ...table(CHECKS, checks),
    ...checks.flatMap(figures),
    ...commands(checks),
    ...(sources.size === 0 ? [] : prose(`Thresholds from: ${[...sources].join('; ')}.`)),
  ];
}

function figures(check: Check): Block[] {
  if (check.details.length === 0) return [];
  return [{ kind: 'heading', minor: true, text: checkName(check) }, ...detailBlocks(check.details, true)];
}

/** Each command once, with what it shows. */
function commands(checks: readonly Check[]): Block[] {
  const byCommand = Map.groupBy(
    checks.filter((check) => check.command !== undefined),
    (check) => check.command,
  );
  if (byCommand.size === 0) return [];
  return [
    ...prose('By hand:'),
    ...[...byCommand].flatMap(([how, those]) => [
      ...prose(`${those.map(checkName).join(', ')}:`),
      ...command(how),
    ]),
  ];
}
