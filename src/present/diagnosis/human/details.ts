import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import { number } from '../../../units.ts';
import { padLeft, pad } from '../../layout/fit.ts';
import { fitted } from '../../layout/fitted.ts';
import { line, styled } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { prose } from '../../layout/prose.ts';
import { histogramRows } from '../histogram.ts';
import type { Histogram } from '../histogram.ts';

/** Rows of a table of details that are shown unless all are asked for. */
const SHOWN = 5;
const REMARKS = 2;
const WIDEST_BAR = 40;

/** The figures behind a check: small tables, distributions and remarks, of which the first are enough for most. */
export function detailLines(details: readonly CheckDetail[], page: Page, indent: number): Line[] {
  const remarks = details.filter(({ kind }) => kind === 'line');
  const left = new Set(page.verbose ? [] : remarks.slice(REMARKS));
  return details.flatMap((detail) => {
    if (left.has(detail)) return [];
    if (detail.kind === 'line')
      return prose(page, { text: detail.text, indent: indent + 2, lead: { text: `${' '.repeat(indent)}-` } });
    return detail.kind === 'table' ? tableLines(detail, page, indent) : histogramLines(detail, page, indent);
  });
}

function tableLines(
  { headings, rows }: Extract<CheckDetail, { kind: 'table' }>,
  page: Page,
  indent: number,
): Line[] {
  const shown = page.verbose ? rows : rows.slice(0, SHOWN);
  const columns = headings.map((header, index) => ({
    header: header.toUpperCase(),
    cell: (row: string[]) => row[index] ?? '',
    least: 8,
  }));
  const { lines } = fitted(columns, shown, { ...page, columns: page.columns - indent });
  const left = rows.length - shown.length;
  return [
    ...lines.map((row) => line(' '.repeat(indent), ...row)),
    ...(left > 0 ? [line(' '.repeat(indent), styled('dim', `and ${number(left)} more (-v)`))] : []),
  ];
}

function histogramLines(histogram: Histogram, page: Page, indent: number): Line[] {
  const rows = histogramRows(histogram, Math.min(WIDEST_BAR, page.columns - indent - 24));
  const [ranges, counts] = [rows.map(({ range }) => range), rows.map(({ count }) => number(count))];
  const [rangeWidth, countWidth] = [ranges, counts].map((texts) => Math.max(0, ...texts.map(page.width)));
  return rows.map(({ range, count, bar }) =>
    line(
      ' '.repeat(indent),
      pad(range, rangeWidth ?? 0, page.width),
      '  ',
      padLeft(number(count), countWidth ?? 0, page.width),
      '  ',
      styled('bar', bar),
    ),
  );
}
