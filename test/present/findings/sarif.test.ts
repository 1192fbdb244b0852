import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Log } from 'sarif';
import { FINDINGS } from '../../../src/analyze/findings.ts';
import { presentLint } from '../../../src/present/lint/index.ts';
import { presentScan } from '../../../src/present/scan/index.ts';
import { clean, foulManifests, manifests } from '../samples/lint.ts';
import { calm, cluster, drained, foul, vacant } from '../samples/scan.ts';
import { validator } from '../../contracts/schema.ts';

const reports = { calm, cluster, drained, foul, vacant };
const view = { columns: 80, color: false, rules: FINDINGS };

// The schema of OASIS, as the npm package @microsoft/sarif-multitool-linux 5.7.0 has it.
const schema = JSON.parse(
  await readFile(new URL('../../fixtures/sarif-2.1.0.schema.json', import.meta.url), 'utf8'),
) as object;
const errors = validator(schema);

async function scan(name: keyof typeof reports): Promise<Log> {
  return JSON.parse(await presentScan(reports[name], 'sarif', view)) as Log;
}
async function lint(report: typeof manifests): Promise<Log> {
  return JSON.parse(await presentLint(report, 'sarif', view)) as Log;
}

describe('SARIF', () => {
  test.each(Object.keys(reports) as (keyof typeof reports)[])(
    'of the scan %s follows the schema',
    async (name) => {
      expect(errors(await scan(name))).toEqual([]);
    },
  );

  test.each([
    ['manifests', manifests],
    ['nothing', clean],
    ['hostile manifests', foulManifests],
  ] as const)('of %s follows the schema', async (_, report) =>
    expect(errors(await lint(report))).toEqual([]),
  );

  test('the schema does find mistakes', () => {
    expect(errors({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
    expect(errors({ version: '2.1.0', runs: [], more: 1 })).not.toEqual([]);
  });

  test('has a rule with help for each code that occurs, and results refer to them', async () => {
    const [run] = (await scan('cluster')).runs;
    const rules = run?.tool.driver.rules ?? [];
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    const results = run?.results ?? [];
    expect(results.every(({ ruleId, ruleIndex }) => rules[ruleIndex ?? -1]?.id === ruleId)).toBe(true);
    expect(rules.find(({ id }) => id === 'exec-probe-tax')).toMatchObject({
      shortDescription: { text: FINDINGS['exec-probe-tax'].title },
      help: { text: `${FINDINGS['exec-probe-tax'].why} ${FINDINGS['exec-probe-tax'].todo}` },
    });
  });

  test('a code that nobody describes has its own title', async () => {
    const log = JSON.parse(await presentScan(reports.cluster, 'sarif', { columns: 80, color: false })) as Log;
    const rule = log.runs[0]?.tool.driver.rules?.find(({ id }) => id === 'contested-variable');
    expect(rule?.shortDescription).toEqual({ text: 'Two Services claim one variable' });
    expect(rule?.help).toBeUndefined();
  });

  test.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'note'],
    ['info', 'note'],
  ])('%s is the level %s', async (severity, level) => {
    const results = (await scan('cluster')).runs[0]?.results ?? [];
    const own = results.filter(({ properties }) => properties?.['severity'] === severity);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map((one) => one.level))).toEqual(new Set([level]));
  });

  test('a finding of a cluster is at an object, one of a file at its line and column', async () => {
    const inCluster = (await scan('drained')).runs[0]?.results?.find(
      ({ ruleId }) => ruleId === 'needs-service-links',
    );
    expect(inCluster?.locations).toEqual([
      {
        logicalLocations: [{ name: 'n8n', fullyQualifiedName: 'shop/statefulset/n8n/n8n', kind: 'resource' }],
      },
    ]);
    const inFile = (await lint(manifests)).runs[0]?.results?.find(
      ({ ruleId }) => ruleId === 'variable-collision',
    );
    expect(inFile?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'k8s/n8n%20with%20space.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 31, startColumn: 11 },
        },
      },
    ]);
    expect(inFile?.partialFingerprints).toEqual({
      'envaudit/v1': 'variable-collision shop/statefulset/n8n/n8n N8N_PORT',
    });
  });

  test.each([
    ['./k8s/a.yaml', { uri: 'k8s/a.yaml', uriBaseId: '%SRCROOT%' }],
    ['k8s\\win.yaml', { uri: 'k8s/win.yaml', uriBaseId: '%SRCROOT%' }],
    ['../other/a.yaml', { uri: '../other/a.yaml' }],
    ['/srv/a b.yaml', { uri: 'file:///srv/a%20b.yaml' }],
    ['C:\\k8s\\a.yaml', { uri: 'file:///C:/k8s/a.yaml' }],
    ['a:b#c?.yaml', { uri: 'a%3Ab%23c%3F.yaml', uriBaseId: '%SRCROOT%' }],
  ])('the file %s is a URI', async (file, artifactLocation) => {
    const [first] = manifests.findings;
    const log = await lint({
      ...manifests,
      findings: [{ ...first!, location: { file, line: 1, column: 1 } }],
    });
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual(
      artifactLocation,
    );
  });

  test('fingerprints of a scan tell its findings apart', async () => {
    const results = (await scan('cluster')).runs[0]?.results ?? [];
    const prints = results.map(({ partialFingerprints }) => partialFingerprints?.['envaudit/v1']);
    expect(new Set(prints).size).toBe(results.length);
  });

  test('what was not seen is a notification, and the run no success', async () => {
    const invocation = (await scan('cluster')).runs[0]?.invocations?.[0];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toContain('may not list services');
    expect((await scan('calm')).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true);
  });

  test('a message is never a link', async () => {
    const texts = (await scan('foul')).runs.flatMap(({ results = [] }) =>
      results.map(({ message }) => message.text),
    );
    expect(texts[0]).toContain('[x] (http://evil.test)');
    expect(texts.filter((text) => text?.includes(']('))).toEqual([]);
  });
});
