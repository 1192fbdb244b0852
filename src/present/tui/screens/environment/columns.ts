import { number, size } from '../../../../units.ts';
import type { SortOrder, TableSpec } from '../../table/spec.ts';
import type { Row, RowsChoice } from './rows.ts';

/** Groups, and below those that are open their variables. The rows come in their order: a tree is no flat table. */
export const ENVIRONMENT_TABLE: TableSpec<Row> = {
  columns: [
    { header: 'SERVICE OR ORIGIN', text: nameText, least: 16, columns: 32 },
    {
      header: 'VARIABLES',
      text: ({ variable, matching = 0 }) => (variable === undefined ? number(matching) : ''),
      largestFirst: true,
      right: true,
      columns: 10,
    },
    { header: 'SIZE', text: sizeText, largestFirst: true, right: true, columns: 10 },
    {
      header: 'NOTES',
      text: notesText,
      least: 10,
      columns: 40,
      rank: 1,
      style: ({ variable }) => (variable === undefined ? 'gone' : 'dim'),
    },
  ],
  key: ({ group, variable }) => `${group.key}\n${variable?.name ?? ''}`,
  words: () => '',
};

/** Index of the column that they are sorted by first. */
export const SIZE_COLUMN = 2;

/** How the rows are sorted by a column. */
export function sortOf({ column, reverse }: SortOrder): Pick<RowsChoice, 'sort' | 'reversed'> {
  return { sort: (['name', 'count', 'size'] as const)[column] ?? 'size', reversed: reverse };
}

/** By size, then by count, then by name. */
export function nextOrder({ column }: SortOrder): SortOrder {
  return { column: (column + SIZE_COLUMN) % (SIZE_COLUMN + 1), reverse: false };
}

function nameText({ group, variable, open }: Row): string {
  if (variable !== undefined) return `    ${variable.name}`;
  const sign = group.variables.length === 0 ? ' ' : open === true ? '-' : '+';
  return `${sign} ${group.name}`;
}

function sizeText({ variable, bytes = 0 }: Row): string {
  if (variable === undefined) return size(bytes);
  return variable.bytes === undefined ? '-' : size(variable.bytes);
}

function notesText({ group, variable }: Row): string {
  return variable === undefined ? group.marks.join(', ') : (variable.note ?? within(variable.from, group));
}

/** What a variable's source says beyond the group that it is in: `port 80/TCP`. */
function within(from: string, group: Row['group']): string {
  return group.service !== undefined && from.startsWith(group.key)
    ? from.slice(group.key.length).trim()
    : from;
}
