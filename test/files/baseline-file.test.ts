import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBaseline, writeBaseline } from '../../src/files/baseline-file.ts';
import type { LocatedFinding } from '../../src/contracts/lint-report.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'envaudit-baseline-'))));
afterAll(() => rm(folder, { recursive: true }));

function finding(code: string, name: string, container?: string): LocatedFinding {
  return {
    code,
    severity: 'low',
    title: '',
    message: 'with figures that change: 12',
    evidence: [],
    mends: [],
    subject: {
      namespace: 'shop',
      kind: 'deployment',
      name,
      ...(container === undefined ? {} : { container }),
    },
    location: { file: 'a.yaml', line: 7, column: 1 },
    fingerprint: `${code}-${name}`,
  };
}

test('what is written is read, in an order that does not depend on the files', async () => {
  const file = join(folder, 'lint.json');
  const findings = [finding('b', 'web', 'app'), finding('a', 'web'), finding('a', 'api')];
  await writeBaseline(file, findings);
  const first = await readFile(file, 'utf8');
  await writeBaseline(file, findings.toReversed());
  expect(await readFile(file, 'utf8')).toBe(first);
  expect((await readBaseline(file, {})).findings).toEqual([
    { code: 'a', subject: 'shop/deployment/api', fingerprint: 'a-api' },
    { code: 'a', subject: 'shop/deployment/web', fingerprint: 'a-web' },
    { code: 'b', subject: 'shop/deployment/web app', fingerprint: 'b-web' },
  ]);
  expect(first).not.toContain('12');
  expect(await readdir(folder)).toEqual(['lint.json']);
});

test('a folder that is not there', async () => {
  await expect(writeBaseline(join(folder, 'nope/lint.json'), [])).rejects.toMatchObject({ code: 'file' });
  await expect(readBaseline(join(folder, 'nope.json'), {})).rejects.toMatchObject({
    code: 'file',
    hint: expect.stringContaining('--write-baseline'),
  });
});

test.each([
  ['no JSON', '{', /it is not JSON/],
  ['another kind', '{"kind":"Evidence"}', /kind is not LintBaseline/],
  ['nothing', 'null', /kind is not LintBaseline/],
  ['another version', '{"kind":"LintBaseline","apiVersion":"envaudit/v9","findings":[]}', /version is "envaudit\/v9".*envaudit\/v1/],
  ['no version', '{"kind":"LintBaseline","findings":[]}', /version is undefined/],
  ['no findings', '{"kind":"LintBaseline","apiVersion":"envaudit/v1"}', /no fingerprints/],
  ['findings of another shape', '{"kind":"LintBaseline","apiVersion":"envaudit/v1","findings":[null]}', /no fingerprints/],
])('a baseline with %s is refused, and why', async (_, content, message) => {
  const file = join(folder, 'wrong.json');
  await writeFile(file, content);
  await expect(readBaseline(file, {})).rejects.toMatchObject({ code: 'baseline-invalid', message: expect.stringMatching(message), exitCode: 2 });
}); // prettier-ignore
