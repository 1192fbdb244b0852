import type { Answer, Column } from './run.ts';

const HEADINGS = ['Situation', 'Truth', 'Said', 'How sure', 'Seconds', 'Right?'] as const;
const TITLES = {
  quiet: 'On a quiet node',
  busy: 'Beside a neighbour that takes all the CPU it gets',
} as const;

/** The tables for a terminal. */
export function text(columns: readonly Column[]): string {
  return columns
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
}

/** The same as a page holds them. */
export function markdown(columns: readonly Column[]): string {
  return columns
    .map(({ around, answers }) => {
      const rows = [HEADINGS, HEADINGS.map(() => '---'), ...answers.map(cells)];
      const lines = rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
      return `### ${TITLES[around]}\n\n${sumOf(answers)}.\n\n${lines.join('\n')}\n`;
    })
    .join('\n');
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

function cells({ situation, truth, said, sure, seconds, right, why, causes }: Answer): string[] {
  const accepted = causes.length === 0 ? 'innocent' : causes.join(' or ');
  return [situation, `${truth}: ${accepted}`, said, sure, seconds.toFixed(1), right ? 'yes' : `no: ${why}`];
}

function wrong(answers: readonly Answer[]): string {
  return answers
    .filter(({ right }) => !right)
    .map(({ situation, conclusion }) => `\n${situation}: ${conclusion}\n`)
    .join('');
}
