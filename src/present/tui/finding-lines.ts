import type { Problem } from '../../contracts/evidence.ts';
import type { Finding } from '../../contracts/report.ts';
import { chop } from '../layout/fit.ts';
import { line, styled } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import { prose } from '../layout/prose.ts';
import { printable, printableCommand } from '../text.ts';
import { pageOf } from './components/panes.ts';

/** Findings as lines for a detail pane of so many columns: what each is, and the first command that mends it. */
export function findingLines(
  findings: readonly Finding[],
  columns: number,
  { about, problems }: { about: string; problems: readonly Problem[] },
): Line[] {
  const page = pageOf(columns);
  const text = (words: string, indent: number): Line[] =>
    prose(page, { text: printable(words, { max: 600 }), indent });
  const commandRows = (command: string): Line[] =>
    chop(printableCommand(command), Math.max(10, columns - 2), page.width).map((row) =>
      line('  ', styled('command', row)),
    );
  return [
    ...text(about, 0),
    ...findings.flatMap(({ severity, title, message, mends }) => [
      line(styled(`severity.${severity}`, severity), '  ', styled('name', printable(title))),
      ...text(message, 2),
      ...mends
        .slice(0, 1)
        .flatMap(({ command, title: mend }) => [
          ...text(mend, 2),
          ...(command === undefined ? [] : commandRows(command)),
        ]),
    ]),
    ...problems.flatMap(({ message }) => [line(styled('severity.unknown', 'not seen')), ...text(message, 2)]),
    ...(findings.length === 0 && problems.length === 0 ? [line('No findings.')] : []),
  ];
}
