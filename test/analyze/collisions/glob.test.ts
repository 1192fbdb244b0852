import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from '../../../src/analyze/collisions/glob.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), maxLength: 8 });
const globs = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-', '*', '*'), maxLength: 8 });

test('a glob is the regular expression with .* for *, and nothing else special', () => {
  fc.assert(
    fc.property(globs, letters, (glob, text) => {
      const pattern = glob.split('*').map((part) => part.replaceAll(/[.-]/g, String.raw`\$&`));
      expect(matchesGlob(glob, text)).toBe(new RegExp(`^${pattern.join('.*')}$`).test(text));
    }),
    { numRuns: 2000 },
  );
});

test('patterns that hang a backtracking matcher are answered', () => {
  expect(matchesGlob(`${'*a'.repeat(1000)}*b`, 'a'.repeat(100_000))).toBe(false);
});
