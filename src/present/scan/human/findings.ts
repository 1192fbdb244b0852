import type { SubjectFinding } from '../../../contracts/scan-report.ts';
import { counted, number } from '../../../units.ts';
import { subjectWords } from '../../findings/subject.ts';
import { dim, line } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, prose } from '../../layout/prose.ts';
import type { FindingGroup } from '../select/findings.ts';
import type { Digest } from '../select/digest.ts';
import { scanCommand } from '../kubectl.ts';
import { heading } from './section.ts';
import { pad } from '../../layout/fit.ts';

/** Two for the indent, eight for `critical`, two to the text. */
const INDENT = 12;
const GROUPS = 8;

/** Findings by code: what it is, how many have it, and the first few of them. */
export function findingsSection(digest: Digest, page: Page, { all = false }: { all?: boolean } = {}): Line[] {
  const { findings, scope } = digest;
  if (findings.length === 0) return [];
  const shown = all ? findings : findings.slice(0, GROUPS);
  const how = scanCommand(scope, '--show findings');
  const cut =
    shown.length < findings.length || shown.some(({ findings: own }) => own.shown.length < own.total);
  return [
    heading('FINDINGS', all ? '' : 'that no row above tells'),
    ...shown.flatMap((group) => groupLines(group, page)),
    ...(shown.length < findings.length
      ? [line(dim(`  and ${counted(findings.length - shown.length, 'more kind')}`))]
      : []),
    ...(cut && how !== undefined ? [line(dim('  All of them:')), command(how, 4)] : []),
  ];
}

function groupLines({ code, title, severity, findings }: FindingGroup, page: Page): Line[] {
  const left = findings.total - findings.shown.length;
  return [
    ...prose(page, {
      text: findings.total === 1 ? title : `${title} (${number(findings.total)})`,
      indent: INDENT,
      style: 'name',
      lead: { text: pad(`  ${severity}`, INDENT - 1, page.width), style: `severity.${severity}` },
    }),
    ...findings.shown.flatMap((finding) => example(finding, page)),
    line(' '.repeat(INDENT), dim(left > 0 ? `and ${number(left)} more, ${code}` : code)),
  ];
}

function example({ subject, message }: SubjectFinding, page: Page): Line[] {
  return prose(page, {
    text: `${subject.namespace} ${subjectWords(subject)}: ${message}`,
    indent: INDENT + 2,
    lead: dim(`${' '.repeat(INDENT)}-`),
  });
}
