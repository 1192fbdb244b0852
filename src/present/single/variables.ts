import type { VariableReport } from '../../contracts/report.ts';
import { size, number } from '../../units.ts';
import { dim, line, styled, type Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { prose } from '../layout/prose.ts';
import { table } from '../layout/table.ts';
import { ORIGIN_NAMES } from './origin-names.ts';
import type { Section } from './section.ts';

const SHOWN = 8;
/** Columns of the names; that of most variables of service links. */
const NAME = 36;

/** The variables that deserve words of their own; or, when the view asks for it, the table of all. */
export const variablesSection: Section = ({ variables }, page) => {
  if (variables.length === 0) return [];
  return page.variables ? allOf(variables, page) : notable(variables, page);
};

function notable(variables: readonly VariableReport[], page: Page): Line[] {
  const shown = page.verbose ? variables : variables.slice(0, SHOWN);
  const rest = variables.length - shown.length;
  return [
    line(styled('heading', 'VARIABLES TO KNOW')),
    ...shown.flatMap((variable) => entry(variable, page)),
    ...(rest > 0 ? [line(dim(`  and ${number(rest)} more (--verbose lists them)`))] : []),
  ];
}

/** Name and origin beside each other, below each other where the name is long. */
function entry(variable: VariableReport, page: Page): Line[] {
  const name = `  ${variable.name}`;
  const text = from(variable);
  if (page.width(name) < NAME) return prose(page, { text, indent: NAME, lead: { text: name } });
  return [...prose(page, { text: variable.name, indent: 2 }), ...prose(page, { text, indent: NAME })];
}

function allOf(variables: readonly VariableReport[], { width }: Page): Line[] {
  const lines = table({
    columns: [
      { header: 'NAME', cell: ({ name }) => name },
      {
        header: 'VALUE',
        cell: ({ bytes }) => (bytes === undefined ? '-' : size(bytes)),
        align: 'right',
      },
      { header: 'FROM', cell: from },
    ],
    rows: variables,
    width,
  });
  return [line(styled('heading', 'ALL VARIABLES')), ...lines.map((row) => line('  ', ...row))];
}

function from({ source, origin, note }: VariableReport): string {
  return [source ?? ORIGIN_NAMES[origin], note].filter((part) => part !== undefined).join(': ');
}
