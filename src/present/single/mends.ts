import { EMPTY, line, styled } from '../layout/lines.ts';
import { command, prose } from '../layout/prose.ts';
import type { Section } from './section.ts';

const INDENT = 5;

/** What to do, best first, with the exact commands. */
export const mendsSection: Section = ({ mends }, page) => {
  if (mends.length === 0) return [];
  const blocks = mends.map(({ title, command: how, effect }, index) => [
    ...prose(page, {
      text: title,
      indent: INDENT,
      style: 'name',
      lead: { text: `${index + 1}`.padStart(INDENT - 2) },
    }),
    ...(how === undefined ? [] : [command(how, INDENT)]),
    ...prose(page, { text: effect, indent: INDENT }),
  ]);
  return [
    line(styled('heading', 'MENDS')),
    ...blocks.flatMap((lines, index) => (index === 0 ? lines : [EMPTY, ...lines])),
  ];
};
