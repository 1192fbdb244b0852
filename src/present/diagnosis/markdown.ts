import {
  type Check,
  type CheckDetail,
  type Diagnosis,
  type RootCause,
  type StageReport,
} from '../../contracts/diagnosis.ts';
import { number } from '../../units.ts';
import { escapeMarkdown, markdownCode, markdownShell, markdownTable } from '../documents/markdown.ts';
import { problemsMarkdown } from '../findings/problems-markdown.ts';
import { printableCommand } from '../text.ts';
import { histogramRows } from './histogram.ts';
import { causeWords, checkName, facts, reasonWords, stageName, stageRows } from './words.ts';

const BAR = 30;

/** A ticket: the root cause, why, what to do, the stages, every check with its threshold, and the command that shows each figure by hand. */
export function markdown(diagnosis: Diagnosis): string {
  const { rootCause, stages, incomplete } = diagnosis;
  return [
    [`## Root cause: ${escapeMarkdown(causeWords(rootCause))}`, '', escapeMarkdown(rootCause.conclusion)],
    markdownTable(
      ['WHAT', 'WHICH'],
      facts(diagnosis).map(([label, text]) => [label, text]),
    ),
    ...whyAndMends(diagnosis),
    path(diagnosis),
    ...otherCauses(rootCause),
    ...stages.filter(({ verdict }) => verdict !== 'skipped').flatMap(stageParts),
    problemsMarkdown(incomplete),
  ]
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}

function path(diagnosis: Diagnosis): string[] {
  return [
    '### Stages',
    '',
    ...markdownTable(
      ['STAGE', 'VERDICT', 'WHY'],
      stageRows(diagnosis).map(({ stage, verdict, reason }) => [stageName(stage), verdict, reason]),
    ),
  ];
}

function whyAndMends({ rootCause: { because, mends }, stages }: Diagnosis): string[][] {
  return [
    list(
      'Why',
      because.map((reason) => escapeMarkdown(reasonWords(reason, stages))),
    ),
    mends.length === 0
      ? []
      : [
          '### What to do',
          '',
          ...mends.flatMap(({ title, command, effect }, index) => [
            ...(index === 0 ? [] : ['']),
            `${index + 1}. **${escapeMarkdown(title)}** ${escapeMarkdown(effect)}`,
            ...(command === undefined ? [] : ['', ...markdownShell(command, '   ')]),
          ]),
        ],
  ];
}

function otherCauses({ contributing, ruledOut, surer }: RootCause): string[][] {
  return [
    list(
      'What else contributes',
      contributing.map(({ title, confidence, text }) => escapeMarkdown(`${title} (${confidence}): ${text}`)),
    ),
    list(
      'What it is not',
      ruledOut.map(({ title, by }) => escapeMarkdown(`${title}: ${by}`)),
    ),
    list(
      'What would make it surer',
      surer.map(({ text, command }) =>
        command === undefined ? escapeMarkdown(text) : `${escapeMarkdown(text)} ${commandCode(command)}`,
      ),
    ),
  ];
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`### ${title}`, '', ...items.map((item) => `- ${item}`)];
}

/** Heading, table of all checks, then the figures behind them and the commands. */
function stageParts({ stage, question, verdict, reason, checks }: StageReport): string[][] {
  const sources = checks.flatMap(({ threshold }) => (threshold === undefined ? [] : [threshold.source]));
  return [
    [`### ${stageName(stage)}: ${verdict}`, '', `${escapeMarkdown(question)} ${escapeMarkdown(reason)}`],
    checks.length === 0
      ? []
      : markdownTable(
          ['CHECK', 'VERDICT', 'OF', 'MEASURED', 'THRESHOLD', 'WHY'],
          checks.map((check) => [
            checkName(check),
            check.verdict,
            check.scope,
            check.measured ?? '',
            check.threshold?.text ?? '',
            check.reason,
          ]),
        ),
    ...checks.flatMap(detailParts),
    commands(checks),
    sources.length === 0
      ? []
      : [`Thresholds from: ${[...new Set(sources)].map((source) => escapeMarkdown(source)).join('; ')}.`],
  ];
}

function detailParts(check: Check): string[][] {
  if (check.details.length === 0) return [];
  const remarks = check.details.flatMap((detail) => (detail.kind === 'line' ? [detail.text] : []));
  return [
    [`**${escapeMarkdown(checkName(check))}**`],
    remarks.map((text) => `- ${escapeMarkdown(text)}`),
    ...check.details.map(figures),
  ];
}

function figures(detail: CheckDetail): string[] {
  if (detail.kind === 'line') return [];
  if (detail.kind === 'table') return markdownTable(detail.headings, detail.rows);
  return markdownTable(
    ['UP TO:', 'COUNT:', ''],
    histogramRows(detail, BAR).map(({ range, count, bar }) => [range, number(count), bar]),
  );
}

/** Each command once, with what it shows. */
function commands(checks: readonly Check[]): string[] {
  const shows = new Map<string, string[]>();
  for (const check of checks) {
    if (check.command === undefined) continue;
    shows.set(check.command, [...(shows.get(check.command) ?? []), checkName(check)]);
  }
  if (shows.size === 0) return [];
  return [
    'By hand:',
    ...[...shows].flatMap(([command, names]) => [
      '',
      `${escapeMarkdown(names.join(', '))}:`,
      '',
      ...markdownShell(command),
    ]),
  ];
}

/** One line of a shell as code in a sentence; one that is too long for that as what says so. */
function commandCode(command: string): string {
  return markdownCode(printableCommand(command, { max: 1200 }));
}
