import type { Problem } from '../../contracts/evidence.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { number } from '../../units.ts';
import { command, prose, type Block } from '../document/block.ts';
import { linesOf } from '../document/lines.ts';
import { equalFindings, placesWords } from '../findings/equal.ts';
import { line, styled, type Line } from '../layout/lines.ts';
import { printableReport } from '../printable-report.ts';
import { pageOf } from './components/panes.ts';

/**
 * Findings as lines for a detail pane of so many columns: what each is, where it is in several places, and the first
 * command that mends it. What the reason has said is not said again.
 */
export function findingLines(
  foreign: readonly SubjectFinding[],
  columns: number,
  about: { reason: string; problems: readonly Problem[] },
): Line[] {
  const { findings, reason, problems } = printableReport({ findings: foreign, ...about });
  const blocks: Block[] = [
    ...prose(reason),
    ...equalFindings(findings).map(
      ({
        finding: {
          severity,
          title,
          message,
          mends: [mend],
        },
        subjects,
      }): Block => ({
        kind: 'finding',
        label: styled(`severity.${severity}`, severity),
        title: subjects.length === 1 ? title : `${title} (${number(subjects.length)})`,
        body: [
          ...prose(message === reason ? '' : message),
          ...prose(subjects.length === 1 ? '' : placesWords(subjects, PLACES), 'dim'),
          ...prose(mend?.title ?? ''),
          ...command(mend?.command),
        ],
      }),
    ),
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

/** Places of one finding that are named. */
const PLACES = 8;
