import { expect, test } from 'vitest';
import { headroomSection } from '../../../src/present/single/headroom.ts';
import { limitUse } from '../../../src/present/limit-use.ts';
import { container } from '../samples/build.ts';
import { page } from '../layout/page.ts';

const use = { bytes: 1_258_291, percent: 60 };

test.each(['low', 'high', 'critical'] as const)(
  'a bar has the colour of the finding about it: %s',
  (severity) => {
    const base = container();
    const finding = { code: 'exec-limit', severity, title: '', message: '', evidence: [], mends: [] };
    const headroom = { ...base.headroom, now: use, nextRestart: use };
    const lines = headroomSection({ ...base, headroom, findings: [finding] }, page());
    const styles = lines.flat().flatMap(({ text, style }) => (text.includes('━') ? [style] : []));
    expect(styles).toEqual([`severity.${severity}`, `severity.${severity}`]);
  },
);

test.each([
  [0, '<0.1%'],
  [0.01, '<0.1%'],
  [38.75, '38.8%'],
  [104, '104.0%'],
])('%d percent of the limit is shown as %s: no environment is empty', (percent, shown) => {
  expect(limitUse({ percent })).toBe(shown);
});
