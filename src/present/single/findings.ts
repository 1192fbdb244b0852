import type { Finding, Mend } from '../../report.ts';
import { dim, EMPTY, line, styled } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { command, prose } from '../layout/prose.ts';
import type { Section } from './section.ts';

/** Two for the indent, eight for `critical`, two to the text. */
const INDENT = 12;

/** What is wrong, most severe first: each with what was seen, and the command that shows the same by hand. */
export const findingsSection: Section = ({ findings, mends }, page) => {
  if (findings.length === 0) return [];
  const blocks = findings.map((finding) => block(finding, mends, page));
  return [
    line(styled('heading', 'FINDINGS')),
    ...blocks.flatMap((lines, index) => (index === 0 ? lines : [EMPTY, ...lines])),
  ];
};

function block(
  { severity, title, code, message, evidence, mends }: Finding,
  all: readonly Mend[],
  page: Page,
): Line[] {
  const label = styled(`severity.${severity}`, `  ${severity}`);
  return [
    ...prose(page, { text: title, indent: INDENT, style: 'name', lead: label }),
    ...prose(page, { text: message, indent: INDENT }),
    ...evidence.flatMap(({ text, command: byHand }) => [
      ...prose(page, { text, indent: INDENT + 2, lead: dim(`${' '.repeat(INDENT)}-`) }),
      ...(byHand === undefined ? [] : [command(byHand, INDENT + 2)]),
    ]),
    line(' '.repeat(INDENT), dim([code, ...references(mends, all)].join(', '))),
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
  return [`${numbers.length === 1 ? 'mend' : 'mends'} ${numbers.join(' and ')} below`];
}
