import { number } from '../../units.ts';
import { histogramRows } from '../diagnosis/histogram.ts';
import { distinct } from '../layout/problems.ts';
import type { FittedColumn } from '../layout/fitted.ts';
import { escapeMarkdown, markdownCode, markdownShell, markdownTable } from '../documents/markdown.ts';
import { printableCommand } from '../text.ts';
import type { Below, Block, TableBlock, Text } from './block.ts';

const BAR = 30;
/** Longer ones do not fit a sentence. */
const LONGEST_COMMAND = 1200;

/** Columns whose cells are names: set as code. */
const NAMES = new Set([
  'NAMESPACE',
  'WORKLOAD',
  'SERVICE',
  'CONTAINER',
  'COMMAND',
  'IMAGE',
  'PLACE',
  'OBJECT',
  'SUCH AS',
  'A',
  'B',
]);

/** Blocks as a document in GitHub's Markdown, in which nothing foreign means anything. */
export function markdownOf(blocks: readonly Block[]): string {
  return blocks
    .map(partOf)
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function partOf(block: Block): string[] {
  switch (block.kind) {
    case 'title':
      return [`## ${escapeMarkdown(block.text)}`];
    case 'heading': {
      const { text, verdict = [], minor, aside } = block;
      const verdicts = [verdict].flat().map((span) => span.text);
      const words = escapeMarkdown(verdicts.length === 0 ? text : `${text}: ${verdicts.join('')}`);
      if (minor === true) return [`**${words}**`];
      return [`### ${words}`, ...(aside === undefined ? [] : ['', escapeMarkdown(sentence(aside))])];
    }
    case 'prose':
      return [markdownText(block.text)];
    case 'facts':
      return markdownTable(['WHAT', 'WHICH'], block.rows);
    case 'points':
      return block.items.map(
        ({ text, places, command }) =>
          `- ${escapeMarkdown(text)}${places === undefined ? '' : ` (${escapeMarkdown(places)})`}${command === undefined ? '' : ` ${sentenceCode(command)}`}`,
      );
    case 'table':
      return tableOf(block);
    case 'bars': {
      const rows = histogramRows(block.histogram, BAR);
      return markdownTable(
        ['UP TO:', 'COUNT:', ''],
        rows.map(({ range, count, bar }) => [range, number(count), bar]),
      );
    }
    case 'finding':
      return [
        markdownOf([
          { kind: 'heading', minor: true, text: [block.label?.text, block.title].filter(Boolean).join(': ') },
          ...block.body,
        ]).trimEnd(),
      ];
    case 'verdicts':
      return markdownTable(
        block.headings,
        block.rows.map(({ name, verdict, text }) => [name, verdict, text]),
      );
    case 'sides':
      return markdownTable(
        block.headings,
        block.rows.map(([label, a, b]) => [label, { code: a }, { code: b }]),
      );
    case 'more':
      return [`${escapeMarkdown(block.text)}: ${block.flags.map(markdownCode).join(', ')}`];
    case 'mends':
      return block.mends.flatMap(({ title, command, effect }, index) => [
        ...(index === 0 ? [] : ['']),
        `${index + 1}. **${escapeMarkdown(title)}** ${escapeMarkdown(effect)}`,
        ...(command === undefined ? [] : ['', ...markdownShell(command, '   ')]),
      ]);
    case 'command':
      return markdownShell(block.command);
    case 'problems':
      if (block.problems.length === 0) return [];
      return [
        '### Not seen',
        '',
        ...distinct(block.problems).map(
          ({ code, message }) => `- ${escapeMarkdown(message)} (${markdownCode(code)})`,
        ),
      ];
  }
}

function markdownText(text: Text): string {
  if (typeof text === 'string') return escapeMarkdown(text);
  return text
    .map((part) => (typeof part === 'string' ? escapeMarkdown(part) : markdownCode(part.code)))
    .join(' ');
}

/** All columns, none left out, nothing cut; with a last one for what stands below the rows elsewhere. */
function tableOf({ columns: own, rows, below: more }: TableBlock): string[] {
  const columns = own as readonly FittedColumn<unknown>[];
  const below = more as ((row: unknown, headers: readonly string[]) => Below) | undefined;
  const headers = columns.map(({ header }) => header);
  const last = rows.map((row) => below?.(row, headers).text ?? '');
  const hasLast = last.some((text) => text !== '');
  return markdownTable(
    [
      ...columns.map(({ header, align }) => (align === 'right' ? `${header}:` : header)),
      ...(hasLast ? ['WHY'] : []),
    ],
    rows.map((row, index) => [
      ...columns.map(({ header, cell }) => {
        const content = cell(row);
        const text = typeof content === 'string' ? content : content.text;
        return NAMES.has(header) ? { code: text } : text;
      }),
      ...(hasLast ? [last[index] ?? ''] : []),
    ]),
  );
}

/** `the oldest first` as a sentence. */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** One line of a shell as code in a sentence; one that is too long for that as what says so. */
function sentenceCode(command: string): string {
  return markdownCode(printableCommand(command, { max: LONGEST_COMMAND }));
}
