import { describe, expect, test } from 'vitest';
import { THRESHOLDS, isReached, thresholdOf, verdictOn } from '../../../src/analyze/stages/thresholds.ts';
import type { ThresholdId } from '../../../src/analyze/stages/thresholds.ts';
import { APP_HOTSPOTS } from '../../../src/analyze/stages/thresholds/app-hotspots.ts';
import { APP_LIMITS } from '../../../src/analyze/stages/thresholds/app-limits.ts';
import { DEPENDENCY_SERVICES } from '../../../src/analyze/stages/thresholds/dependency-services.ts';
import { HOST_RESOURCES } from '../../../src/analyze/stages/thresholds/host-resources.ts';
import type { Threshold } from '../../../src/analyze/stages/thresholds/threshold.ts';
import type { CheckVerdict } from '../../../src/contracts/diagnosis.ts';

const rows = Object.entries(THRESHOLDS) as [ThresholdId, Threshold][];

test.each<[ThresholdId, number, CheckVerdict]>([
  ['cpu-throttled', 4.9, 'ok'],
  ['cpu-throttled', 5, 'notice'],
  ['cpu-throttled', 25, 'warning'],
  ['cpu-throttled', 50, 'problem'],
  ['cpu-utilisation', 85, 'ok'],
  ['cpu-utilisation', 85.1, 'warning'],
  ['cpu-utilisation', 95.1, 'problem'],
  ['filesystem-space', 15, 'ok'],
  ['filesystem-space', 14.9, 'warning'],
  ['filesystem-space', 9.9, 'problem'],
  ['host-oom-kills', 0, 'ok'],
  ['host-oom-kills', 1, 'warning'],
  ['memory-usage', Number.NaN, 'unknown'],
])('%s at %d is %s', (id, value, verdict) => {
  expect(verdictOn(id, value)).toBe(verdict);
});

test('a condition that is not known is not reached', () => {
  expect(isReached('own-share', undefined)).toBe(false);
  expect(isReached('own-share', 69)).toBe(false);
  expect(isReached('own-share', 70)).toBe(true);
});

test('a check shows its threshold in words, with the value of its warning and its source', () => {
  expect(thresholdOf('cpu-throttled')).toEqual({
    text: 'notice from 5%, warning from 25%, problem from 50%',
    value: 25,
    source: expect.stringContaining('kubernetes-mixin'),
  });
});

describe.each(rows)('%s', (_, row) => {
  test('becomes harsher in one direction', () => {
    const values = [row.notice, row.warning, row.problem].filter((value) => value !== undefined);
    const sorted = values.toSorted((a, b) => (row.comparison === 'below' ? b - a : a - b));
    expect(values).not.toHaveLength(0);
    expect(values).toEqual(sorted);
    expect(new Set(values).size).toBe(values.length);
  });

  test('says what, why and where from', () => {
    expect(row.what).toMatch(/^[A-Z].*[^.]$/);
    expect(row.why).toMatch(/^\S.*\.$/);
    expect(() => new URL(row.source)).not.toThrow();
    expect(row.source).toMatch(/^https:/);
  });
});

test('no id stands in two stages', () => {
  const ids = [HOST_RESOURCES, APP_LIMITS, DEPENDENCY_SERVICES, APP_HOTSPOTS].flatMap((stage) =>
    Object.keys(stage),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(Object.keys(THRESHOLDS).toSorted());
});

test('docs/thresholds.md shows this table; vitest -u writes it anew', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/thresholds.md');
});

function page(): string {
  return [
    '# Thresholds',
    '',
    'What `kubectl envaudit diagnose` compares with. The values live in',
    '[`src/analyze/stages/thresholds`](../src/analyze/stages/thresholds); a test keeps this page equal to them. Each check',
    'shows its threshold next to what was measured.',
    '',
    '`notice` is worth knowing and explains no slowness, `warning` makes a stage suspect, `problem` makes it guilty. Rows',
    'with nothing but a `notice` are conditions that other checks use. A value is reached `from` a number on, only `above`',
    'it, or only `below` it.',
    ...chapter('Host resources', HOST_RESOURCES),
    ...chapter('The app’s own limits', APP_LIMITS),
    ...chapter('Dependency services', DEPENDENCY_SERVICES),
    ...chapter('The app itself', APP_HOTSPOTS),
    '',
  ].join('\n');
}

function chapter(title: string, stage: Record<string, Threshold>): string[] {
  return [
    '',
    `## ${title}`,
    '',
    ...(Object.keys(stage) as ThresholdId[]).map((id) => {
      const { what, why, source } = THRESHOLDS[id];
      return `- \`${id}\`: ${what}. **${thresholdOf(id).text}.** ${why} [Source](${source})`;
    }),
  ];
}
