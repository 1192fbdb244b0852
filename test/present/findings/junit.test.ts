import { describe, expect, test } from 'vitest';
import { presentLint } from '../../../src/present/lint/index.ts';
import { presentScan } from '../../../src/present/scan/index.ts';
import type { Severity } from '../../../src/contracts/report.ts';
import { nodes, parseXml } from '../markup.ts';
import type { Node } from '../markup.ts';
import { clean, foulManifests, manifests } from '../samples/lint.ts';
import { calm, cluster, drained, foul, vacant } from '../samples/scan.ts';

const view = { columns: 80, color: false };

/** What Jenkins takes (junit-10.xsd of its xUnit plugin): attributes, those that must be there, and children. */
const SHAPE: Record<string, { attributes: string[]; required: string[]; children: string[] }> = {
  testsuites: {
    attributes: ['name', 'time', 'tests', 'failures', 'errors'],
    required: [],
    children: ['testsuite'],
  },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp'],
    required: ['name', 'tests', 'failures', 'errors'],
    children: ['testcase'],
  },
  testcase: {
    attributes: ['name', 'time', 'classname'],
    required: ['name'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  failure: { attributes: ['type', 'message'], required: [], children: [] },
  error: { attributes: ['type', 'message'], required: [], children: [] },
  skipped: { attributes: ['type', 'message'], required: [], children: [] },
  'system-out': { attributes: [], required: [], children: [] },
};

function mistakes(node: Node): string[] {
  const shape = SHAPE[node.name];
  if (shape === undefined) return [`<${node.name}>`];
  const names = Object.keys(node.attributes);
  return [
    ...names.filter((name) => !shape.attributes.includes(name)).map((name) => `${node.name} ${name}`),
    ...shape.required.filter((name) => !names.includes(name)).map((name) => `${node.name} without ${name}`),
    ...node.children
      .filter(({ name }) => !shape.children.includes(name))
      .map(({ name }) => `${name} in ${node.name}`),
    ...node.children.flatMap(mistakes),
  ];
}

/** Whether the counts of each suite are those of its cases. */
function miscounted(root: Node): string[] {
  return [root, ...nodes(root, 'testsuite')].flatMap((suite) => {
    const { name = '', tests, failures, errors } = suite.attributes;
    const real = [nodes(suite, 'testcase'), nodes(suite, 'failure'), nodes(suite, 'error')].map(
      ({ length }) => length,
    );
    return real.join() === [tests, failures, errors].join() ? [] : [name];
  });
}

const documents: [string, () => Promise<string>][] = [
  ...Object.entries({ calm, cluster, drained, foul, vacant }).map(
    ([name, report]): [string, () => Promise<string>] => [
      `the scan ${name}`,
      () => presentScan(report, 'junit', view),
    ],
  ),
  ...Object.entries({ clean, foulManifests, manifests }).map(
    ([name, report]): [string, () => Promise<string>] => [
      `the lint ${name}`,
      () => presentLint(report, 'junit', view),
    ],
  ),
];

describe('JUnit', () => {
  test.each(documents)('of %s has the shape that Jenkins takes, and right counts', async (_, document) => {
    const root = parseXml(await document());
    expect(root.name).toBe('testsuites');
    expect(mistakes(root)).toEqual([]);
    expect(miscounted(root)).toEqual([]);
    expect(nodes(root, 'testcase').length).toBeGreaterThan(0);
  });

  test('a scan has a suite per namespace, a case for it and each of its workloads', async () => {
    const root = parseXml(await presentScan(cluster, 'junit', view));
    const suites = nodes(root, 'testsuite').map(
      ({ attributes }) => `${attributes['name']} ${attributes['tests']}`,
    );
    expect(suites).toEqual(['platform-ingress 2', 'shop 25', 'legacy 2', 'batch 3', 'not seen 1']);
    expect(nodes(root, 'testcase').map(({ attributes }) => attributes['name'])).toContain('statefulset/n8n');
  });

  test.each([
    [undefined, 4 + 2],
    ['critical', 2 + 2],
    ['medium', 5 + 2],
    ['low', 25 + 2],
  ] as const)('--fail-on %s: %d cases of a scan fail', async (failOn: Severity | undefined, failures) => {
    const root = parseXml(await presentScan(cluster, 'junit', { ...view, failOn }));
    expect(nodes(root, 'failure')).toHaveLength(failures);
  });

  test.each([
    [undefined, 1],
    ['medium', 2],
    ['low', 5],
  ] as const)(
    '--fail-on %s: %d findings of manifests fail',
    async (failOn: Severity | undefined, failures) => {
      const root = parseXml(await presentLint(manifests, 'junit', { ...view, failOn }));
      expect(nodes(root, 'failure')).toHaveLength(failures);
    },
  );

  test('what is unknown is skipped, and what was not seen is an error', async () => {
    const root = parseXml(await presentScan(cluster, 'junit', view));
    expect(nodes(root, 'skipped').map(({ attributes }) => attributes['message'])).toContain(
      'The Services of the namespace could not be listed.',
    );
    expect(nodes(root, 'error').map(({ attributes }) => attributes['type'])).toEqual(['forbidden']);
  });

  test('a failure tells how to mend it', async () => {
    const [, failure] = nodes(parseXml(await presentScan(drained, 'junit', view)), 'failure');
    expect(failure?.text).toContain('kubectl patch deployment web -n shop');
  });

  test('where nothing was found a case passes, so that nobody takes it for a run without tests', async () => {
    const [only] = nodes(parseXml(await presentLint(clean, 'junit', view)), 'testcase');
    expect(only?.children).toEqual([]);
    expect(only?.attributes['name']).toBe('6 workloads without findings');
  });
});
