import { expect, test } from 'vitest';
import { presentLint } from '../../../src/present/lint/index.ts';
import { clean, foulManifests, manifests } from '../samples/lint.ts';

test.each([
  ['lint-manifests.80', manifests, 'human', 80],
  ['lint-manifests.120', manifests, 'human', 120],
  ['lint-clean.80', clean, 'human', 80],
  ['lint-hostile.80', foulManifests, 'human', 80],
  ['lint-manifests.csv', manifests, 'csv', 80],
  ['lint-manifests.markdown', manifests, 'markdown', 80],
  ['lint-manifests.sarif', manifests, 'sarif', 80],
  ['lint-manifests.junit', manifests, 'junit', 80],
] as const)('%s looks as agreed', async (name, report, format, columns) => {
  const text = await presentLint(report, format, { columns, color: false });
  await expect(text).toMatchFileSnapshot(`../../golden/${name}.txt`);
});
