import { expect, test } from 'vitest';
import { presentScan } from '../../../src/present/scan/index.ts';
import type { ScanView } from '../../../src/present/scan/index.ts';
import * as samples from '../samples/scan.ts';

const { calm, cluster, drained, foul, vacant } = samples;

test.each([
  ['scan-cluster.80', cluster, 'human', { columns: 80 }],
  ['scan-cluster.120', cluster, 'human', { columns: 120 }],
  ['scan-cluster.200', cluster, 'human', { columns: 200 }],
  ['scan-drained.80', drained, 'human', { columns: 80 }],
  ['scan-calm.80', calm, 'human', { columns: 80 }],
  ['scan-vacant.80', vacant, 'human', { columns: 80 }],
  ['scan-hostile.80', foul, 'human', { columns: 80 }],
  ['scan-stale.80', cluster, 'human', { columns: 80, show: 'stale' }],
  ['scan-forecast.80', drained, 'human', { columns: 80, show: 'forecast' }],
  ['scan-findings.120', cluster, 'human', { columns: 120, show: 'findings' }],
  ['scan-cluster.wide', cluster, 'wide', { columns: 80 }],
  ['scan-cluster.markdown', cluster, 'markdown', { columns: 80 }],
  ['scan-cluster.csv', cluster, 'csv', { columns: 80, top: 6 }],
  ['scan-drained.junit', drained, 'junit', { columns: 80 }],
  ['scan-drained.sarif', drained, 'sarif', { columns: 80 }],
] as const satisfies [string, unknown, string, Omit<ScanView, 'color'>][])(
  '%s looks as agreed',
  async (name, report, format, view) => {
    const text = await presentScan(report, format, { ...view, color: false });
    await expect(text).toMatchFileSnapshot(`../../golden/${name}.txt`);
  },
);

test('colours are as agreed', async () => {
  const text = await presentScan(cluster, 'human', { columns: 80, color: true });
  await expect(text).toMatchFileSnapshot('../../golden/scan-cluster.80.ansi.txt');
});
