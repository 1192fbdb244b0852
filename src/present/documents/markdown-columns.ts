import type { Column } from '../layout/table.ts';
import { markdownTable } from './markdown.ts';

/** Columns whose cells are names: set as code. */
const NAMES = new Set(['NAMESPACE', 'WORKLOAD', 'SERVICE', 'CONTAINER', 'COMMAND', 'IMAGE', 'PLACE']);

/** A table of the terminal as one of Markdown: the same columns, none left out, nothing cut. */
export function markdownFrom<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  return markdownTable(
    columns.map(({ header, align }) => (align === 'right' ? `${header}:` : header)),
    rows.map((row) =>
      columns.map(({ header, cell }) => {
        const content = cell(row);
        const text = typeof content === 'string' ? content : content.text;
        return NAMES.has(header) ? { code: text } : text;
      }),
    ),
  );
}
