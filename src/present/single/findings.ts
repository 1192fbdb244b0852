import type { Mend } from '../../contracts/report.ts';
import { points, prose, type Block } from '../document/block.ts';
import { sectionLines } from '../document/lines.ts';
import { line, styled } from '../layout/lines.ts';
import { stack } from '../layout/stack.ts';
import { severityLabel } from '../layout/severities.ts';
import type { Section } from './section.ts';

/**
 * What is wrong, most severe first: each with what was seen, and the command that shows the same by hand. What several
 * findings rest on is shown with the first; the evidence of mere information only with --verbose.
 */
export const findingsSection: Section = ({ findings, mends, reason }, page) => {
  if (findings.length === 0) return [];
  const shown = new Set<string>();
  const blocks = findings.map((finding): Block => {
    const { severity, title, code, message, mends: own } = finding;
    const brief = severity === 'info' && !page.verbose;
    const evidence = brief ? [] : finding.evidence.filter(({ text }) => !shown.has(text));
    for (const { text } of evidence) shown.add(text);
    return {
      kind: 'finding',
      label: severityLabel(severity),
      title,
      body: [
        // The first finding is often the verdict's reason, which stands at the top.
        ...(message === reason ? [] : prose(message)),
        ...points(evidence),
        ...prose([code, ...references(own, mends)].join(', '), 'dim'),
      ],
    };
  });
  return [line(styled('heading', 'FINDINGS')), ...stack(blocks.map((block) => sectionLines([block], page)))];
};

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
