import { VERDICTS } from '../../contracts/report.ts';
import type { LintReport, LocatedFinding } from '../../contracts/lint-report.ts';
import { counted, number } from '../../units.ts';
import { prose, table } from '../document/block.ts';
import { markdownOf } from '../document/markdown.ts';
import { subjectWords } from '../findings/subject.ts';

/** GitHub takes comments of 65,536 characters; more rows than these nobody reads there. */
const ROWS = 50;

const FINDINGS = [
  { header: 'SEVERITY', cell: ({ severity }: LocatedFinding) => severity },
  { header: 'PLACE', cell: ({ location }: LocatedFinding) => `${location.file}:${location.line}` },
  { header: 'OBJECT', cell: ({ subject }: LocatedFinding) => subjectWords(subject) },
  { header: 'WHAT', cell: ({ message, code }: LocatedFinding) => `${message} (${code})` },
  { header: 'MEND', cell: ({ mends: [mend] }: LocatedFinding) => mend?.title ?? '' },
];

/** The findings as a table for the comment on a pull request, worst first. */
export function markdown({ summary, findings, incomplete }: LintReport): string {
  const worstFirst = findings.toSorted(
    (left, right) => VERDICTS.indexOf(right.severity) - VERDICTS.indexOf(left.severity),
  );
  const shown = worstFirst.slice(0, ROWS);
  const left = findings.length - shown.length;
  const known = summary.known === 0 ? '' : `; the baseline knows ${number(summary.known)} more`;
  return markdownOf([
    { kind: 'title', text: findings.length === 0 ? 'Nothing found' : counted(findings.length, 'finding') },
    ...prose(`${counted(summary.workloads, 'workload')} in ${counted(summary.files, 'file')}${known}.`),
    ...table(FINDINGS, shown),
    ...(left > 0 ? prose(`and ${number(left)} more`) : []),
    { kind: 'problems', problems: incomplete },
  ]);
}
