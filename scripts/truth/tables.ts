import type { Answer } from './answer.ts';
import type { Truth } from './run.ts';

const HEADINGS = ['Situation', 'Truth', 'Said', 'How sure', 'Seconds', 'Right?'] as const;
const TITLES = {
  quiet: 'On a quiet node',
  busy: 'Beside a neighbour that takes all the CPU it gets',
} as const;

/** The tables for a terminal. */
export function text({ made, columns }: Truth): string {
  const tables = columns
    .map(({ around, answers }) => {
      const rows = [HEADINGS, ...answers.map(cells)];
      const widths = HEADINGS.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
      const lines = rows.map((row) =>
        row
          .map((cell, index) => cell.padEnd(widths[index]!))
          .join('  ')
          .trimEnd(),
      );
      return `${TITLES[around]}: ${sumOf(answers)}\n\n${lines.join('\n')}\n${wrong(answers)}`;
    })
    .join('\n');
  return `${made}\n\n${tables}`;
}

/** The same as a page holds them. */
export function markdown({ made, columns }: Truth): string {
  const tables = columns
    .map(({ around, answers }) => {
      const rows = [HEADINGS, HEADINGS.map(() => '---'), ...answers.map(cells)];
      const lines = rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
      return `### ${TITLES[around]}\n\n${sumOf(answers)}.\n\n${lines.join('\n')}\n`;
    })
    .join('\n');
  return `Made on ${made}.\n\n${tables}`;
}

/** `31 of 46 right: 14 of 25 that suffer, 17 of 21 innocent ones`. */
export function sumOf(answers: readonly Answer[]): string {
  const suffer = answers.filter(({ causes }) => causes.length > 0);
  const innocent = answers.filter(({ causes }) => causes.length === 0);
  return `${share(answers)} right: ${share(suffer)} that suffer from something, ${share(innocent)} innocent ones`;
}

function share(answers: readonly Answer[]): string {
  return `${answers.filter(({ right }) => right).length} of ${answers.length}`;
}

function cells({ situation, truth, said, sure, seconds, right, why, causes, busyNode }: Answer): string[] {
  const accepted = causes.length === 0 ? 'innocent' : causes.join(' or ');
  return [
    situation,
    `${truth}: ${accepted}`,
    said,
    sure,
    seconds.toFixed(1),
    `${right ? 'yes' : `no: ${why}`}${busyNode ? ' (the node was busy)' : ''}`,
  ];
}

function wrong(answers: readonly Answer[]): string {
  return answers
    .filter(({ right }) => !right)
    .map(({ situation, conclusion }) => `\n${situation}: ${conclusion}\n`)
    .join('');
}
