import { expect, test } from 'vitest';
import { withTables } from '../../../scripts/truth/page.ts';
import { markdown, sumOf, text } from '../../../scripts/truth/tables.ts';
import type { Answer } from '../../../scripts/truth/answer.ts';

const answer = (parts: Partial<Answer>): Answer => ({
  situation: 'idle',
  truth: 'idles',
  causes: [],
  said: 'nothing',
  conclusion: 'Nothing explains a slowness.',
  sure: 'none',
  seconds: 6.42,
  right: true,
  ...parts,
});
const answers = [
  answer({ busyNode: true }),
  answer({
    situation: 'burner',
    truth: 'computes',
    causes: ['app-cpu'],
    right: false,
    why: 'no cause | named',
  }),
];

test('the sum tells those that suffer and the innocent ones apart', () => {
  expect(sumOf(answers)).toBe('1 of 2 right: 0 of 1 that suffer from something, 1 of 1 innocent ones');
});

test('a page gets its tables between its marks, and keeps the rest', () => {
  const page = 'Before.\n<!-- tables: begin -->\nold\n<!-- tables: end -->\nAfter.\n';
  const made = withTables(page, markdown({ made: '2026-12-01', columns: [{ around: 'quiet', answers }] }));
  expect(made).toMatch(/^Before\.\n<!-- tables: begin -->\n\nMade on 2026-12-01\.\n\n### On a quiet node\n/);
  expect(made).toContain('| burner | computes: app-cpu | nothing | none | 6.4 | no: no cause \\| named |');
  expect(made).toContain('| idle | idles: innocent | nothing | none | 6.4 | yes (the node was busy) |');
  expect(made).toMatch(/<!-- tables: end -->\nAfter\.\n$/);
  expect(() => withTables('nothing is marked', '')).toThrow(/no part between/);
});

test('a terminal shows the conclusion of each wrong one below its table', () => {
  expect(text({ made: '2026-12-01', columns: [{ around: 'busy', answers }] })).toMatch(
    /burner: Nothing explains a slowness\.\n$/,
  );
});
