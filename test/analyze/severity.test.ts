import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CAPS, SCALES, capped, severityOn, worst } from '../../src/analyze/severity.ts';
import type { Severity } from '../../src/contracts/report.ts';

describe('the scales', () => {
  test.each<[keyof typeof SCALES, number, Severity]>([
    ['spawn', 9.9, 'ok'],
    ['spawn', 10, 'info'],
    ['spawn', 50, 'low'],
    ['spawn', 250, 'medium'],
    ['spawn', 1000, 'high'],
    ['spawn', 5000, 'high'],
    ['spawn', 5001, 'critical'],
    ['variables', 999, 'ok'],
    ['variables', 1000, 'info'],
    ['variables', 2000, 'low'],
    ['variables', 5000, 'medium'],
    ['variables', 10_000, 'high'],
    ['variables', 20_000, 'high'],
    ['variables', 20_001, 'critical'],
    ['start', 500, 'ok'],
    ['start', 501, 'low'],
    ['start', 1000, 'medium'],
    ['start', 5001, 'high'],
    ['execProbe', 30, 'ok'],
    ['execProbe', 31, 'medium'],
    ['execProbe', 100, 'high'],
    ['execLimit', 24.9, 'ok'],
    ['execLimit', 25, 'info'],
    ['execLimit', 50, 'low'],
    ['execLimit', 75, 'high'],
    ['execLimit', 89.9, 'high'],
    ['execLimit', 90, 'critical'],
    ['forecast', 49.9, 'ok'],
    ['forecast', 50, 'info'],
    ['forecast', 75, 'low'],
    ['forecast', 90.1, 'medium'],
    ['forecast', 100.1, 'high'],
    ['argument', 50, 'ok'],
    ['argument', 51, 'low'],
    ['argument', 100, 'low'],
    ['argument', 100.1, 'critical'],
  ])('%s at %d is %s', (scale, value, severity) => {
    expect(severityOn(scale, value)).toBe(severity);
  });
});

test.each<[Severity, string | undefined, Severity]>([
  ['critical', 'go', 'info'],
  ['high', 'ruby', 'low'],
  ['ok', 'go', 'ok'],
  ['critical', 'node', 'critical'],
  ['high', undefined, 'high'],
])('%s in %s becomes %s', (severity, runtime, expected) => {
  expect(capped(severity, runtime)).toBe(expected);
});

test('the worst of severities is the harshest, and of none ok', () => {
  expect(worst('low', 'critical', 'info')).toBe('critical');
  expect(worst()).toBe('ok');
});

describe('docs/severities.md', () => {
  const page = readFileSync(new URL('../../docs/severities.md', import.meta.url), 'utf8');

  test('shows the scales as they are', () => {
    const expected = Object.values(SCALES).map(({ what, rungs }) => [
      what,
      ...(['info', 'low', 'medium', 'high', 'critical'] as const).map((severity) => {
        const rung: { from?: number; above?: number } | undefined = rungs.find(
          (each) => each.severity === severity,
        );
        if (rung === undefined) return '';
        const value = (rung.from ?? rung.above ?? 0).toLocaleString('en-US');
        return rung.from === undefined ? `above ${value}` : `from ${value}`;
      }),
    ]);
    expect(tableAfter(page, '<!-- scales -->')).toEqual(expected);
  });

  test('shows the caps as they are', () => {
    expect(tableAfter(page, '<!-- caps -->')).toEqual(Object.entries(CAPS));
  });
});

function tableAfter(page: string, marker: string): string[][] {
  const [, rest = ''] = page.split(marker);
  const table = rest.trimStart().split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}
