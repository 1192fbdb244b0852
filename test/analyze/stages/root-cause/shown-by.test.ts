import { expect, test } from 'vitest';
import { CHECKS } from '../../../../src/analyze/stages/checks.ts';
import { CAUSES } from '../../../../src/analyze/stages/root-cause/causes.ts';
import { THRESHOLDS } from '../../../../src/analyze/figures/thresholds.ts';
import type { Threshold } from '../../../../src/analyze/figures/threshold.ts';

const shown = new Set<string>(CAUSES.flatMap(({ shownBy }) => shownBy));

/** What all of them are symptoms of: the app computes, or waits for a CPU. */
const SYMPTOMS = new Set<string>(['main-thread', 'run-queue-wait']);

test.each(
  CHECKS.filter(
    ({ id, most, threshold }) => most === undefined && !SYMPTOMS.has(id) && hasProblem(threshold),
  ).map(({ id }) => id),
)('%s can make its stage guilty, so a cause is shown by it', (id) => {
  expect(shown).toContain(id);
});

test('a cause is shown by checks that there are', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect([...shown].filter((id) => !(ids as string[]).includes(id))).toEqual([]);
});

function hasProblem(row: (typeof CHECKS)[number]['threshold']): boolean {
  const { problem }: Partial<Threshold> = typeof row === 'string' ? THRESHOLDS[row] : (row ?? {});
  return problem !== undefined;
}
