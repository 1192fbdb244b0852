import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { KNOWN_APPS } from '../../../src/analyze/collisions/known-apps/index.ts';
import { FINDINGS } from '../../../src/analyze/findings.ts';
import { CERTAINTIES } from '../../../src/contracts/report.ts';
import { readRules } from '../../../src/files/rules-file.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/collisions.md'), 'utf8');

test('the page shows every built-in rule as it is', () => {
  const [, table = ''] = page.split('<!-- rules -->');
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    KNOWN_APPS.map(({ id, app, reads, severity, certainty = 'certain', source }) => [
      id,
      app,
      reads.map((name) => `\`${name}\``).join(', '),
      severity,
      certainty,
      `<${source}>`,
    ]),
  );
});

test('the page’s codes are codes', () => {
  const codes = [...page.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);
  expect(codes).toHaveLength(8);
  for (const code of codes) expect(Object.keys(FINDINGS)).toContain(code);
});

test('the page tells how sure a finding can be', () => {
  const told = [...page.matchAll(/^\| \*\*([a-z]+)\*\*/gm)].map(([, certainty]) => certainty);
  expect(told).toEqual([...CERTAINTIES].toReversed());
});

test('the page’s example is a file of rules', async () => {
  const [, example = ''] = /<!-- example -->\s+```yaml\n([^]*?)```/.exec(page) ?? [];
  const [rule, ...more] = await readRules('-', { stdin: Readable.from([Buffer.from(example)]) });
  expect(more).toEqual([]);
  expect(rule).toMatchObject({ id: 'shop-api', reads: ['SHOP_PORT', 'SHOP_API_*'], severity: 'high' });
});
