import { expect, test } from 'vitest';
import { presentDiagnosis } from '../../../src/present/diagnosis/index.ts';
import {
  caseA,
  foulDiagnosis,
  longNames,
  noRights,
  quiet,
  slowDependency,
  unseen,
} from '../samples/diagnosis.ts';

test.each([
  ['diagnosis-case-a.80', caseA, 'human', 80],
  ['diagnosis-case-a.140', caseA, 'human', 140],
  ['diagnosis-slow-dependency.80', slowDependency, 'human', 80],
  ['diagnosis-slow-dependency.140', slowDependency, 'human', 140],
  ['diagnosis-quiet.80', quiet, 'human', 80],
  ['diagnosis-unseen.80', unseen, 'human', 80],
  ['diagnosis-no-rights.80', noRights, 'human', 80],
  ['diagnosis-long-names.80', longNames, 'human', 80],
  ['diagnosis-hostile.80', foulDiagnosis, 'human', 80],
  ['diagnosis-case-a.markdown', caseA, 'markdown', 80],
  ['diagnosis-slow-dependency.markdown', slowDependency, 'markdown', 80],
] as const)('%s looks as agreed', async (name, diagnosis, format, columns) => {
  const text = await presentDiagnosis(diagnosis, format, { columns, color: false });
  await expect(text).toMatchFileSnapshot(`../../golden/${name}.txt`);
});

test.each([
  ['diagnosis-case-a.all.80', caseA, 80],
  ['diagnosis-case-a.all.140', caseA, 140],
  ['diagnosis-slow-dependency.all.80', slowDependency, 80],
  ['diagnosis-slow-dependency.all.140', slowDependency, 140],
  ['diagnosis-quiet.all.80', quiet, 80],
  ['diagnosis-unseen.all.80', unseen, 80],
  ['diagnosis-hostile.all.80', foulDiagnosis, 80],
] as const)('all sections: %s looks as agreed', async (name, diagnosis, columns) => {
  const text = await presentDiagnosis(diagnosis, 'human', { columns, color: false, sections: ['all'] });
  await expect(text).toMatchFileSnapshot(`../../golden/${name}.txt`);
});

test('diagnosis-case-a.verbose.80 looks as agreed', async () => {
  const text = await presentDiagnosis(caseA, 'human', { columns: 80, color: false, verbose: true });
  await expect(text).toMatchFileSnapshot('../../golden/diagnosis-case-a.verbose.80.txt');
});
