import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../../../src/collect/cluster/clean-text.ts';

test.each([
  { text: 'plain ünïcode 🎈', clean: 'plain ünïcode 🎈' },
  { text: '\u001b[1;31mred\u001b[0m', clean: 'red' },
  { text: '\u001b]0;title\u0007after', clean: 'after' },
  { text: '\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\', clean: 'link' },
  { text: 'a\r\nb\tc\u0000d', clean: 'a b c d' },
  { text: 'one\u202eowt', clean: 'one owt' },
  { text: '\u009b2Jx', clean: '2Jx' },
  { text: ' \u001b ', clean: '' },
])('$clean', ({ text, clean }) => {
  expect(cleanText(text)).toBe(clean);
});

test('whatever comes, what leaves is one line without control characters and bounded', () => {
  const hostile = fc.array(
    fc.constantFrom('\u001b', '[', ']', '0', ';', 'm', '\u0007', '\u009b', '\n', '\u202e', 'a', '🎈'),
  );
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 20 }), (parts, limit) => {
      const clean = cleanText(parts.join(''), limit);
      // oxlint-disable-next-line no-control-regex -- the very characters that must be gone
      expect(clean).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(clean.length).toBeLessThanOrEqual(limit);
    }),
  );
});
