import type { Problem } from '../../contracts/evidence.ts';
import type { Finding } from '../../contracts/report.ts';
import { command, prose, type Block } from '../document/block.ts';
import { linesOf } from '../document/lines.ts';
import { line, styled, type Line } from '../layout/lines.ts';
import { printableReport } from '../printable-report.ts';
import { pageOf } from './components/panes.ts';

/** Findings as lines for a detail pane of so many columns: what each is, and the first command that mends it. */
export function findingLines(
  foreign: readonly Finding[],
  columns: number,
  about: { reason: string; problems: readonly Problem[] },
): Line[] {
  const { findings, reason, problems } = printableReport({ findings: foreign, ...about });
  const blocks: Block[] = [
    ...prose(reason),
    ...findings.map(({ severity, title, message, mends: [mend] }): Block => ({
      kind: 'finding',
      label: styled(`severity.${severity}`, severity),
      title,
      body: [...prose(message), ...prose(mend?.title ?? ''), ...command(mend?.command)],
    })),
    ...problems.map(({ message }): Block => ({
      kind: 'finding',
      label: styled('severity.unknown', 'not seen'),
      title: '',
      body: prose(message),
    })),
  ];
  const nothing = findings.length === 0 && problems.length === 0;
  return [...linesOf(blocks, pageOf(columns)), ...(nothing ? [line('No findings.')] : [])];
}
