import { expect, test } from 'vitest';
import { findingLines } from '../../../src/present/tui/finding-lines.ts';
import type { Finding } from '../../../src/contracts/report.ts';
import { seen } from './around.ts';

const finding = {
  severity: 'high',
  title: 'A long title',
  message: 'word '.repeat(40).trim(),
  mends: [{ title: 'Mend it', command: `kubectl patch ${'x'.repeat(70)}` }, { title: 'Or so' }],
} as unknown as Finding;

test('nothing of a finding is cut: what is too long has more lines', () => {
  const text = seen(findingLines([finding], 60, { reason: 'Why it is so.', problems: [] }));
  const lines = text.split('\n');
  expect(lines.every((line) => line.length <= 60)).toBe(true);
  expect(text.match(/word/g)).toHaveLength(40);
  expect(lines.slice(0, 2)).toEqual(['Why it is so.', 'high  A long title']);
  expect(text.replaceAll(/\n */g, '')).toContain(`kubectl patch ${'x'.repeat(70)}`);
  expect(text).not.toContain('Or so');
});

test('what could not be seen is told, and that nothing was found', () => {
  const problems = [{ code: 'forbidden', message: 'may not list \u001B[31mservices' }];
  expect(seen(findingLines([], 60, { reason: '', problems }))).toBe(
    String.raw`not seen
  may not list \x1b[31mservices`,
  );
  expect(seen(findingLines([], 60, { reason: '', problems: [] }))).toBe('No findings.');
});
