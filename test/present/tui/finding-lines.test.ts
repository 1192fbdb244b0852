import { expect, test } from 'vitest';
import { findingLines } from '../../../src/present/tui/finding-lines.ts';
import type { SubjectFinding } from '../../../src/contracts/scan-report.ts';
import { seen } from './around.ts';

const finding = {
  code: 'many-variables',
  subject: { namespace: 'shop', kind: 'deployment', name: 'web', container: 'app' },
  severity: 'high',
  title: 'A long title',
  message: 'word '.repeat(40).trim(),
  mends: [{ title: 'Mend it', command: `kubectl patch ${'x'.repeat(70)}` }, { title: 'Or so' }],
} as unknown as SubjectFinding;

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

test('findings that say the same are one, with their places below; what the reason says is not said again', () => {
  const message = 'It is so.';
  const containers = ['app', 'proxy', 'app'].map((container, index) => ({
    ...finding,
    message: index === 2 ? 'It is other.' : message,
    mends: [],
    subject: { ...finding.subject, container },
  }));
  expect(seen(findingLines(containers, 60, { reason: 'Because.', problems: [] }))).toBe(
    [
      'Because.',
      'high  A long title (2)',
      '  It is so.',
      '  shop: deployment/web container app, deployment/web',
      '  container proxy',
      'high  A long title',
      '  It is other.',
    ].join('\n'),
  );
  expect(
    seen(findingLines(containers, 60, { reason: message, problems: [] })).match(/It is so/g),
  ).toHaveLength(1);
});
