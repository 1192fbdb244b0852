import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { publishedSchemas } from '../../../scripts/schemas/published.ts';

test.each(await publishedSchemas())(
  'docs/$name.schema.json is what its interface says; `npm run schemas` writes it',
  async ({ file, text }) => {
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);
