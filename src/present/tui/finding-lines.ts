import type { Problem } from '../../evidence.ts';
import type { Finding } from '../../report.ts';
import { printable, printableCommand } from '../text.ts';
import { styled } from './paint.ts';
import type { Around } from './screen.ts';

/** Findings as lines for a detail pane: what each is, and the first command that mends it. */
export function findingLines(
  findings: readonly Finding[],
  around: Around,
  { about, problems }: { about: string; problems: readonly Problem[] },
): string[] {
  return [
    ...(about === '' ? [] : [printable(about)]),
    ...findings.flatMap(({ severity, title, message, mends }) => [
      `${styled(severity, `severity.${severity}`, around)}  ${styled(printable(title), 'name', around)}`,
      `  ${printable(message)}`,
      ...mends
        .slice(0, 1)
        .flatMap(({ command, title: mend }) => [
          `  ${printable(mend)}`,
          ...(command === undefined ? [] : [`  ${styled(printableCommand(command), 'command', around)}`]),
        ]),
    ]),
    ...problems.map(
      ({ message }) => `${styled('not seen', 'severity.unknown', around)}  ${printable(message)}`,
    ),
    ...(findings.length === 0 && problems.length === 0 ? ['No findings.'] : []),
  ];
}
