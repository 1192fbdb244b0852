import type { NamespaceReport } from '../../../contracts/scan-report.ts';
import { number, percent } from '../../../units.ts';
import type { FittedColumn } from '../../layout/fitted.ts';
import { day, NOTHING } from './cells.ts';
import { signed } from './namespaces.ts';

/** How the Services of a namespace grow, and where that leads; with the ranges that go with the figures. */
export function forecastColumns(collectedAt: string): readonly FittedColumn<NamespaceReport>[] {
  return [
    { header: 'NAMESPACE', cell: ({ name }) => name, least: 12 },
    { header: 'SERVICES/DAY', cell: growth, align: 'right' },
    {
      header: 'HISTORY',
      cell: ({ forecast: { fit } }) => (fit ? `${number(fit.days)}d` : NOTHING),
      align: 'right',
      rank: 3,
    },
    { header: 'FIT', cell: ({ forecast: { fit } }) => (fit ? fit.r2.toFixed(2) : NOTHING), rank: 4 },
    { header: 'IN 30 DAYS', cell: (row) => ahead(row, 30), align: 'right', rank: 2 },
    { header: 'IN 90 DAYS', cell: (row) => ahead(row, 90), align: 'right', rank: 1 },
    { header: 'EXEC-LIMIT', cell: (row) => limitAhead(row), align: 'right', rank: 5 },
    { header: 'NOTHING STARTS FROM', cell: (row) => fails(row, collectedAt) },
  ];
}

/** The figures of the columns that had no room, in words; empty when there are none. */
export function forecastWords(
  { forecast: { fit, ahead: points } }: NamespaceReport,
  headers: readonly string[],
): string {
  const hidden = points.filter(({ days }) => !headers.includes(`IN ${days} DAYS`));
  const words = hidden.map(
    ({ days, variables, range }) => `${days} days ${ranged(variables, range)} variables`,
  );
  if (words.length === 0 || fit === undefined) return '';
  return `in ${words.join(', in ')}; by ${number(fit.days)} days of history, R2 ${fit.r2.toFixed(2)}`;
}

function growth({ forecast: { fit } }: NamespaceReport): string {
  if (fit === undefined) return NOTHING;
  const [from, to] = fit.range;
  return `${signed(fit.servicesPerDay)} (${signed(from)} to ${signed(to)})`;
}

function ahead({ forecast }: NamespaceReport, days: number): string {
  const point = forecast.ahead.find((candidate) => candidate.days === days);
  if (point === undefined) return NOTHING;
  return ranged(point.variables, point.range);
}

function ranged(figure: number, range: readonly [number, number]): string {
  const [from, to] = range.map(number);
  return from === to ? number(figure) : `${number(figure)} (${from} to ${to})`;
}

function limitAhead({ forecast }: NamespaceReport): string {
  const last = forecast.ahead.at(-1);
  return last === undefined ? NOTHING : percent(last.percentOfExecLimit);
}

function fails({ forecast: { execFails, execMayFail, unknown } }: NamespaceReport, now: string): string {
  if (unknown !== undefined) return `${execFails === undefined ? 'unknown' : 'now'}: ${unknown}`;
  if (execFails === undefined) {
    return execMayFail === undefined
      ? 'not within ten years'
      : `open (${day(execMayFail, now)} at the earliest)`;
  }
  const { at, earliest, latest } = execFails;
  return `${day(at, now)} (${day(earliest, now)} to ${latest === undefined ? 'open' : day(latest, now)})`;
}
