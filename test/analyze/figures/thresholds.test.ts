import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { THRESHOLDS, isReached, thresholdOf, verdictOn } from '../../../src/analyze/figures/thresholds.ts';
import { CHECKS } from '../../../src/analyze/stages/checks.ts';
import { APP_HOTSPOTS } from '../../../src/analyze/figures/thresholds/app-hotspots.ts';
import { APP_LIMITS } from '../../../src/analyze/figures/thresholds/app-limits.ts';
import { DEPENDENCY_SERVICES } from '../../../src/analyze/figures/thresholds/dependency-services.ts';
import { HOST_RESOURCES } from '../../../src/analyze/figures/thresholds/host-resources.ts';
import type { Threshold } from '../../../src/analyze/figures/threshold.ts';
import type { CheckedStage, CheckVerdict } from '../../../src/contracts/diagnosis.ts';

/** Rows that stand in the definition of their check. */
const own = CHECKS.flatMap(({ stage, id, threshold }) =>
  typeof threshold === 'object' ? [{ stage, id, row: threshold }] : [],
);
const rows: [string, Threshold][] = [
  ...Object.entries(THRESHOLDS),
  ...own.map(({ id, row }): [string, Threshold] => [id, row]),
];

test.each<[string, number, CheckVerdict]>([
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
  expect(verdictOn(new Map(rows).get(id)!, value)).toBe(verdict);
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
  const shared = [HOST_RESOURCES, APP_LIMITS, DEPENDENCY_SERVICES, APP_HOTSPOTS].flatMap((stage) =>
    Object.keys(stage),
  );
  const ids = [...shared, ...own.map(({ id }) => id)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(shared.toSorted()).toEqual(Object.keys(THRESHOLDS).toSorted());
});

test('docs/thresholds.md shows this table; vitest -u writes it anew', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/thresholds.md');
});

test('the example of a check in docs/CONTRIBUTING.md is the check', () => {
  expect(read('docs/CONTRIBUTING.md')).toContain(
    `\`\`\`ts\n${read('src/analyze/stages/app-hotspots/context-switches.ts')}\n\`\`\``,
  );
});

function read(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').trimEnd();
}

function page(): string {
  return [
    '# Thresholds',
    '',
    'What `kubectl envaudit diagnose` compares with. The values live in',
    '[`src/analyze/stages`](../src/analyze/stages): a row stands in the definition of its check, or in `figures/thresholds/` where',
    'several files use it. A test keeps this page equal to them. Each check shows its threshold next to what was measured.',
    '',
    '`notice` is worth knowing and explains no slowness, `warning` makes a stage suspect, `problem` makes it guilty. Rows',
    'with nothing but a `notice` are conditions that other checks use. A value is reached `from` a number on, only `above`',
    'it, or only `below` it.',
    ...chapter('Host resources', 'host-resources', HOST_RESOURCES),
    ...chapter('The app’s own limits', 'app-limits', APP_LIMITS),
    ...chapter('Dependency services', 'dependency-services', DEPENDENCY_SERVICES),
    ...chapter('The app itself', 'app-hotspots', APP_HOTSPOTS),
    '',
  ].join('\n');
}

function chapter(title: string, stage: CheckedStage, shared: Record<string, Threshold>): string[] {
  const all = [
    ...own.filter((each) => each.stage === stage).map(({ id, row }): [string, Threshold] => [id, row]),
    ...Object.entries(shared),
  ];
  return [
    '',
    `## ${title}`,
    '',
    ...all.map(
      ([id, row]) =>
        `- \`${id}\`: ${row.what}. **${thresholdOf(row).text}.** ${row.why} [Source](${row.source})`,
    ),
  ];
}
