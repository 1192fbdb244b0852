import { printable } from '../text.ts';

export type Cell = string | number | boolean | undefined;

const BREAK = '\r\n';

/** The columns of a table by their headings: what each shows of a row. */
export type CsvColumns<Row> = Record<string, (row: Row) => Cell>;

/**
 * Rows below a header as comma-separated values after RFC 4180. Texts become safe for a terminal, and for a spreadsheet:
 * one that a spreadsheet would take for a formula gets an apostrophe in front
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvOf<Row>(columns: CsvColumns<Row>, rows: readonly Row[]): string {
  const values = Object.values(columns);
  const lines = rows.map((row) => values.map((value) => field(value(row))));
  return [Object.keys(columns), ...lines].map((line) => line.join(',') + BREAK).join('');
}

function field(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = printable(cell, { max: 4000 });
  const harmless = /^[=+\-@＝＋－＠]./.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
