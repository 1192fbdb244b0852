import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSources } from '../../../src/collect/manifests/sources.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'envaudit-sources-'));
  for (const file of [
    'app/b.yml', 'app/a.yaml', 'app/c.json', 'app/README.md', 'app/deeper/d.yaml', 'app/deeper/kustomization.yaml', 'other.txt',
    'chart/Chart.yaml', 'chart/values.yaml', 'chart/crds/crd.yaml', 'chart/templates/x.yaml', 'chart/templates/_x.tpl',
    'chart/templates/NOTES.txt', 'chart/templates/sub/y.yaml', 'chart/charts/sub/Chart.yaml', 'chart/charts/sub/templates/z.yaml',
    'charts/one/Chart.yaml', 'charts/one/templates/o.yaml', 'charts/plain.yaml',
  ]) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), 'a: 1\n');
  } // prettier-ignore
  await symlink(join(root, 'app/a.yaml'), join(root, 'app/linked.yaml'));
  await symlink(join(root, 'app/deeper'), join(root, 'app/folder.yaml'));
});
afterAll(() => rm(root, { recursive: true }));

test.each<[string, string, boolean, string[]]>([
  ['of a folder the manifests, by name', 'app', false, ['app/a.yaml', 'app/b.yml', 'app/c.json', 'app/linked.yaml']],
  ['with -R of its subfolders, too', 'app', true, ['app/a.yaml', 'app/b.yml', 'app/c.json', 'app/deeper/d.yaml', 'app/deeper/kustomization.yaml', 'app/linked.yaml']],
  ['a file may be called anything', 'other.txt', false, ['other.txt']],
  ['of a chart its templates and its subcharts', 'chart', false, ['chart/templates/_x.tpl (template)', 'chart/templates/sub/y.yaml (template)', 'chart/templates/x.yaml (template)', 'chart/charts/sub/templates/z.yaml (template)', 'chart/values.yaml']],
  ['the folder of templates', 'chart/templates', false, ['chart/templates/x.yaml (template)']],
  ['a template', 'chart/templates/sub/y.yaml', false, ['chart/templates/sub/y.yaml (template)']],
  ['charts below a folder', 'charts', true, ['charts/one/templates/o.yaml (template)', 'charts/plain.yaml']],
])('takes %s', async (_, path, recursive, expected) => {
  const { sources, problems } = await findSources([join(root, path)], recursive);
  const told = sources.map(({ file, isTemplate }) => `${file.slice(root.length + 1)}${isTemplate ? ' (template)' : ''}`);
  expect(told).toEqual(expected);
  expect(problems).toEqual([]);
}); // prettier-ignore

test('what is not there is told, and the rest is found', async () => {
  const { sources, problems } = await findSources([join(root, 'nope'), join(root, 'other.txt')], false);
  expect(sources).toHaveLength(1);
  expect(problems).toMatchObject([
    { code: 'file', message: expect.stringMatching(/^cannot read .*nope: ENOENT/) },
  ]);
});

test('addresses are not fetched, and what to do instead is said', async () => {
  const { problems } = await findSources(['https://example.com/app.yaml'], false);
  expect(problems).toMatchObject([{ hint: expect.stringContaining('curl') }]);
});

test('a kustomization is pointed out', async () => {
  const { notes } = await findSources([join(root, 'app')], true);
  expect(notes).toEqual([expect.stringContaining(`kubectl kustomize ${join(root, 'app/deeper')}`)]);
});
