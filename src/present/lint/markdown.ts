import { VERDICTS } from '../../contracts/report.ts';
import type { LintReport } from '../../contracts/lint-report.ts';
import { counted, number } from '../../units.ts';
import { markdownTable } from '../documents/markdown.ts';
import { problemsMarkdown } from '../findings/problems-markdown.ts';
import { subjectWords } from '../findings/subject.ts';

/** GitHub takes comments of 65,536 characters; more rows than these nobody reads there. */
const ROWS = 50;

/** The findings as a table for the comment on a pull request, worst first. */
export function markdown({ summary, findings, incomplete }: LintReport): string {
  const worstFirst = findings.toSorted(
    (left, right) => VERDICTS.indexOf(right.severity) - VERDICTS.indexOf(left.severity),
  );
  const shown = worstFirst.slice(0, ROWS);
  const left = findings.length - shown.length;
  const known = summary.known === 0 ? '' : `; the baseline knows ${number(summary.known)} more`;
  const rows = shown.map(({ severity, location, subject, message, code, mends }) => [
    severity,
    { code: `${location.file}:${location.line}` },
    { code: subjectWords(subject) },
    `${message} (${code})`,
    mends[0]?.title ?? '',
  ]);
  const title = findings.length === 0 ? 'Nothing found' : counted(findings.length, 'finding');
  return [
    [
      `## ${title}`,
      '',
      `${counted(summary.workloads, 'workload')} in ${counted(summary.files, 'file')}${known}.`,
    ],
    rows.length === 0 ? [] : markdownTable(['SEVERITY', 'PLACE', 'OBJECT', 'WHAT', 'MEND'], rows),
    left > 0 ? [`and ${number(left)} more`] : [],
    problemsMarkdown(incomplete),
  ]
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}
