import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SCREENS = /<!-- (test\/golden\/\S+) -->\n\n```text\n([^]*?)```\n/g;

test('the screens of docs/output.md are those that are printed', () => {
  const document = readFileSync(join(ROOT, 'docs/output.md'), 'utf8');
  const screens = [...document.matchAll(SCREENS)];
  expect(screens.length).toBeGreaterThanOrEqual(11);
  for (const [, file = '', text] of screens) expect(text).toBe(readFileSync(join(ROOT, file), 'utf8'));
});
