import { bytes, count } from '../numbers.ts';
import { dim, line, styled } from '../layout/lines.ts';
import { table } from '../layout/table.ts';
import type { Section } from './section.ts';

const SHOWN = 8;

/** The variables that deserve a line of their own; all that the report holds, when the view asks for it. */
export const variablesSection: Section = ({ variables }, page) => {
  if (variables.length === 0) return [];
  const all = page.variables || page.verbose;
  const shown = all ? variables : variables.slice(0, SHOWN);
  const rest = variables.length - shown.length;
  const lines = table({
    columns: [
      { header: 'NAME', cell: ({ name }) => name },
      {
        header: 'VALUE',
        cell: ({ bytes: size }) => (size === undefined ? '-' : bytes(size)),
        align: 'right',
      },
      {
        header: 'FROM',
        cell: ({ source, origin, note }) => [source ?? origin, note].filter(Boolean).join(': '),
      },
    ],
    rows: shown,
    width: page.width,
    ...(all ? {} : { within: page.columns - 2 }),
  });
  return [
    line(styled('heading', page.variables ? 'ALL VARIABLES' : 'VARIABLES TO KNOW')),
    ...lines.map((row) => line('  ', ...row)),
    ...(rest > 0 ? [line(dim(`  and ${count(rest)} more (--variables lists them)`))] : []),
  ];
};
