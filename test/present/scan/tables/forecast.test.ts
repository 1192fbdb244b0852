import { expect, test } from 'vitest';
import { forecastColumns } from '../../../../src/present/scan/tables/forecast.ts';
import type { Forecast, NamespaceReport } from '../../../../src/contracts/scan-report.ts';

const NOW = '2026-11-20T00:00:00Z';
const day = (at: string) => ({ execFails: { at, earliest: at, latest: at } });

test.each<[string, Partial<Forecast>, string]>([
  ['a day', day('2027-03-01'), '2027-03-01 (2027-03-01 to 2027-03-01)'],
  [
    'a day with no end',
    { execFails: { at: '2027-03-01', earliest: '2027-01-01' } },
    '2027-03-01 (2027-01-01 to open)',
  ],
  ['today', day('2026-11-20'), 'now (now to now)'],
  [
    'today, whatever comes',
    { ...day('2026-11-20'), unknown: 'too little history' },
    'now: too little history',
  ],
  ['no day', {}, 'not within ten years'],
  ['no day, but a fast end', { execMayFail: '2027-02-01' }, 'open (2027-02-01 at the earliest)'],
  ['nothing that is known', { unknown: 'too little history' }, 'unknown: too little history'],
])('the forecast names %s', (_, changes, says) => {
  const forecast: Forecast = { history: [], ahead: [], ...changes };
  const last = forecastColumns(NOW).at(-1);
  expect(last?.header).toBe('NOTHING STARTS FROM');
  expect(last?.cell({ forecast } as NamespaceReport)).toBe(says);
});
