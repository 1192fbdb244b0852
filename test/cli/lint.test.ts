import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import type { LintReport } from '../../src/contracts/lint-report.ts';
import { FIXTURES } from '../collect/manifests/collect.ts';
import { runInProcess } from './in-process.ts';
import { startCli, type CliResult } from './run-cli.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'envaudit-lint-'))));
beforeEach(async () => {
  await rm(folder, { recursive: true });
  await mkdir(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lints in this process; names of files in the fixtures stand for their paths. */
function lint(...args: string[]): Promise<CliResult> {
  return runInProcess(commandLine(args));
}

/** Lints as a user does. */
function start(...args: string[]): Promise<CliResult> {
  return startCli(commandLine(args)).result;
}

function commandLine(args: readonly string[]): string[] {
  return ['lint', ...args.map((arg) => arg.replace(/^@/, `${FIXTURES}/`))];
}

async function json(...args: string[]): Promise<LintReport & CliResult> {
  const result = await lint(...args, '-o', 'json');
  return { ...result, ...(JSON.parse(result.stdout) as LintReport) };
}

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  enableServiceLinks: false\n  containers: [{name: a, image: a}]\n';

describe('exit codes', () => {
  test.each<[string, string[], number]>([
    ['3 for a finding that is low', ['-f', '@overlays/dev'], EXIT.findings],
    ['0 when nothing is as bad as --fail-on', ['-f', '@overlays/dev', '--fail-on', 'medium'], EXIT.ok],
    ['3 for a broken document', ['-f', '@broken.yaml', '--fail-on', 'high'], EXIT.findings],
    ['4 for a broken document that is not as bad as --fail-on', ['-f', '@broken.yaml', '--fail-on', 'critical'], EXIT.incomplete],
    ['4 for a file that is not there', ['-f', '@nope.yaml'], EXIT.incomplete],
    ['3 for the trap in a chart', ['-f', '@chart'], EXIT.findings],
    ['2 without files', [], EXIT.usage],
    ['2 for a format that there is not', ['-f', '@helm.yaml', '-o', 'xml'], EXIT.usage],
    ['2 for a namespace that cannot be', ['-f', '@helm.yaml', '-n', 'A_b'], EXIT.usage],
    ['2 for standard input named twice', ['-f', '-', '-f', '-'], EXIT.usage],
    ['1 for a baseline that is not there', ['-f', '@helm.yaml', '--baseline', '/nope.json'], EXIT.error],
  ])('%s', async (_, args, code) => {
    expect(await lint(...args)).toMatchObject({ code });
  }); // prettier-ignore

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['an empty file', { 'a.yaml': '' }, [], /nothing: no document in .*a\.yaml/],
    ['comments only', { 'a.yaml': '# nothing\n---\n---\n' }, [], /nothing: no document/],
    ['other documents', { 'a.yaml': 'just: values\n' }, [], /no Kubernetes objects/],
    ['other objects', { 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n' }, [], /no workloads and no Services/],
    ['a folder without manifests', { 'README.md': '' }, ['.'], /no manifests in .*[^]*-R looks into subfolders/],
  ])('5 for %s, and why', async (_, files, paths, message) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const args = (paths.length > 0 ? paths : Object.keys(files)).flatMap((path) => ['-f', join(folder, path)]);
    const { code, stderr, stdout } = await lint(...args);
    expect({ code, stdout }).toEqual({ code: EXIT.nothing, stdout: '' });
    expect(stderr).toMatch(message);
  }); // prettier-ignore

  test('0 for manifests that say what they want', async () => {
    await writeFile(join(folder, 'pod.yaml'), POD);
    expect(await start('-f', join(folder, 'pod.yaml'))).toMatchObject({ code: EXIT.ok, stderr: '' });
  });
});

test('findings for people: file, line and column in front', async () => {
  const { stdout, stderr } = await start('-f', '@helm.yaml', '-n', 'shop');
  expect(stdout).toContain(`${FIXTURES}/helm.yaml:80:5 low deployment/shop-api`);
  expect(stdout).toContain('3 workloads in 7 documents of 1 file; 2 Services from the same input.');
  expect(stderr).toMatch(/Sizes are estimates/);
});

test('folders are searched with -R only, and a chart is one wherever it is', async () => {
  await cp(join(FIXTURES, 'overlays'), join(folder, 'overlays'), { recursive: true });
  await cp(join(FIXTURES, 'chart'), join(folder, 'chart'), { recursive: true });
  await writeFile(join(folder, 'pod.yaml'), POD);
  const flat = await json('-f', folder);
  expect(flat.summary).toMatchObject({ files: 1, workloads: 1, templates: 0 });
  const deep = await json('-f', folder, '-R');
  expect(deep.summary).toMatchObject({ files: 9, workloads: 4, templates: 5 });
  expect(deep.stderr).toMatch(/5 files are templates of charts.*helm template/);
});

test.each(['yaml', 'csv', 'markdown', 'sarif', 'junit'])('-o %s names file and line', async (format) => {
  const { code, stdout } = await start('-f', '@overlays/dev', '-o', format);
  expect(code).toBe(EXIT.findings);
  expect(stdout).toContain('overlays/dev/web.yaml');
  expect(stdout).toContain('default-service-links');
});

describe('a baseline', () => {
  test('makes findings known until they are gone or others come', async () => {
    const baseline = join(folder, 'lint.json');
    const file = join(folder, 'app.yaml');
    await copyFile(join(FIXTURES, 'anchors.yaml'), file);
    const written = await json('-f', file, '--write-baseline', baseline);
    expect(written).toMatchObject({ code: EXIT.ok, findings: [], summary: { known: 5, worst: 'ok' } });
    expect(written.stderr).toMatch(/Wrote the findings to .*: 5\./);

    expect(await json('-f', file, '--baseline', baseline)).toMatchObject({ code: EXIT.ok, findings: [], stderr: '' });

    const text = await readFile(file, 'utf8');
    await writeFile(file, `# moved\n${text}---\n${POD.replace('  enableServiceLinks: false\n', '')}`);
    const more = await json('-f', file, '--baseline', baseline);
    expect(more).toMatchObject({ code: EXIT.findings, summary: { known: 5 } });
    expect(more.findings).toMatchObject([{ code: 'default-service-links', subject: { name: 'a' } }]);

    await writeFile(file, POD);
    const gone = await json('-f', file, '--baseline', baseline);
    expect(gone).toMatchObject({ code: EXIT.ok, findings: [], summary: { known: 0 } });
    expect(gone.stderr).toMatch(/that are gone: 5 of 5/);
  });

  test('of another version is refused', async () => {
    const baseline = join(folder, 'lint.json');
    await writeFile(baseline, '{"kind":"LintBaseline","apiVersion":"envaudit/v2","findings":[]}');
    const { code, stderr } = await lint('-f', '@helm.yaml', '--baseline', baseline);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(/its version is "envaudit\/v2"/);
  });

  test('is not written when there is nothing', async () => {
    const baseline = join(folder, 'lint.json');
    await writeFile(join(folder, 'a.yaml'), '');
    expect(await lint('-f', join(folder, 'a.yaml'), '--write-baseline', baseline)).toMatchObject({ code: EXIT.nothing });
    await expect(readFile(baseline)).rejects.toMatchObject({ code: 'ENOENT' });
  });
}); // prettier-ignore

describe('Services of a saved scan', () => {
  const services = Array.from({ length: 700 }, (_, index) => ({
    name: `backend-service-${index}`,
    type: 'ClusterIP',
    clusterIP: `10.96.${index >> 8}.${index % 256}`,
    ports: [{ port: 80, protocol: 'TCP' }],
    createdAt: '2024-01-01T00:00:00Z',
  }));
  const inventory = {
    apiVersion: 'envaudit/v1',
    kind: 'Inventory',
    collectedAt: '2026-01-01T00:00:00Z',
    tool: { version: '0.1.0' },
    scope: { namespaces: ['staging'] },
    kubernetesService: { known: true, value: { name: 'kubernetes', clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP' }], createdAt: '2020-01-01T00:00:00Z' } },
    namespaces: [{ name: 'staging', services: { known: true, value: services } }],
    workloads: [],
    problems: [],
  }; // prettier-ignore

  test('are predicted with: nginx, which passes all names in one argument, would not start', async () => {
    const file = join(folder, 'prod.json');
    await writeFile(file, JSON.stringify(inventory));
    const before = await json('-f', '@kustomize/built.yaml');
    expect(before.findings.map(({ code }) => code)).toEqual(['default-service-links']);
    const report = await json('-f', '@kustomize/built.yaml', '--services', file);
    expect(report.services).toEqual({ from: 'snapshot', file, count: 701, estimated: 1 });
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'argument-limit',
        severity: 'critical',
        location: expect.objectContaining({ line: 37, column: 9 }),
      }),
    );
  });

  test('of a file that is none are refused', async () => {
    const { code, stderr } = await start('-f', '@helm.yaml', '--services', join(FIXTURES, 'list.json'));
    expect(code).not.toBe(EXIT.ok);
    expect(stderr).toMatch(/list\.json/);
  });
});

test('rules of the user find what they look for', async () => {
  const rules = join(folder, 'rules.yaml');
  await writeFile(
    rules,
    `apiVersion: envaudit/v1
kind: CollisionRules
rules:
  - id: shop-api
    app: the shop's API
    reads: [REDIS_PORT]
    match: {images: [shop/api]}
    severity: high
    effect: It does not start.
    source: https://example.com/1
`,
  );
  const { code, findings } = await json('-f', '@helm.yaml', '--rules', rules);
  expect(code).toBe(EXIT.findings);
  const places = findings
    .filter((finding) => finding.code === 'variable-collision')
    .map(({ severity, location, subject }) => [severity, location.line, subject.name]);
  expect(places).toEqual([
    ['high', 84, 'shop-api'],
    ['high', 90, 'shop-api'],
    ['high', 123, 'shop-cleanup'],
  ]);
});

test('a document beyond the bound is told with its line, and the others are checked', async () => {
  const file = join(folder, 'large.yaml');
  const large = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n${`  k: ${'x'.repeat(1000)}\n`.repeat(34_000)}`;
  await writeFile(file, `${POD}${large}---\n${POD.replace('{name: a}', '{name: b}')}`);
  const report = await json('-f', file, '--fail-on', 'critical');
  expect(report).toMatchObject({ code: EXIT.incomplete, summary: { documents: 3, workloads: 2 } });
  expect(report.findings).toMatchObject([
    { code: 'invalid-manifest', message: expect.stringMatching(/at most 32 MiB/), location: { line: 7, column: 1 } },
  ]);
}); // prettier-ignore

test('foreign text reaches no terminal as it is', async () => {
  const file = join(folder, 'evil.yaml');
  await writeFile(
    file,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: "a\\e[31m\\u202e"}\nspec: {containers: [{name: a, image: a}]}\n',
  );
  const { stdout } = await lint('-f', file);
  expect(stdout).toContain('default-service-links');
  expect(stdout).not.toMatch(/\u001b|\u202e/);
});
