import type { Finding, Mend } from '../../contracts/report.ts';
import { dim, EMPTY, line, styled } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { command, prose } from '../layout/prose.ts';
import type { Section } from './section.ts';

/** Two for the indent, eight for `critical`, two to the text. */
const INDENT = 12;

/**
 * What is wrong, most severe first: each with what was seen, and the command that shows the same by hand. What several
 * findings rest on is shown with the first; the evidence of mere information only with --verbose.
 */
export const findingsSection: Section = ({ findings, mends, reason }, page) => {
  if (findings.length === 0) return [];
  const shown = new Set<string>();
  const blocks = findings.map((finding) => {
    const brief = finding.severity === 'info' && !page.verbose;
    const evidence = brief ? [] : finding.evidence.filter(({ text }) => !shown.has(text));
    for (const { text } of evidence) shown.add(text);
    return block({ ...finding, evidence }, { mends, reason, page });
  });
  return [
    line(styled('heading', 'FINDINGS')),
    ...blocks.flatMap((lines, index) => (index === 0 ? lines : [EMPTY, ...lines])),
  ];
};

function block(
  { severity, title, code, message, evidence, mends: own }: Finding,
  { mends, reason, page }: { mends: readonly Mend[]; reason: string; page: Page },
): Line[] {
  const label = styled(`severity.${severity}`, `  ${severity}`);
  return [
    ...prose(page, { text: title, indent: INDENT, style: 'name', lead: label }),
    // The first finding is often the verdict's reason, which stands at the top.
    ...(message === reason ? [] : prose(page, { text: message, indent: INDENT })),
    ...evidence.flatMap(({ text, command: byHand }) => [
      ...prose(page, { text, indent: INDENT + 2, lead: dim(`${' '.repeat(INDENT)}-`) }),
      ...(byHand === undefined ? [] : [command(byHand, INDENT + 2)]),
    ]),
    line(' '.repeat(INDENT), dim([code, ...references(own, mends)].join(', '))),
  ];
}

/** The mends stand together at the end, numbered; a finding says which of them are its own. */
function references(own: readonly Mend[], all: readonly Mend[]): string[] {
  const numbers = own
    .map(
      (mend) => all.findIndex(({ title, command: how }) => title === mend.title && how === mend.command) + 1,
    )
    .filter((number) => number > 0)
    .toSorted((left, right) => left - right);
  if (numbers.length === 0) return [];
  return [numbers.length === 1 ? `mend ${numbers[0]} below` : `mends ${listed(numbers)} below`];
}

function listed(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
