import { describe, expect, test } from 'vitest';
import { lintFindings, lintReport } from '../../../src/analyze/lint/index.ts';
import type { LintReport, LocatedFinding } from '../../../src/contracts/lint-report.ts';
import type { Manifests } from '../../../src/contracts/manifests.ts';
import { collectFixtures, collectText, FIXTURES } from '../../collect/manifests/collect.ts';

function told({ location, severity, code, subject }: LocatedFinding): string {
  const file = location.file.replace(`${FIXTURES}/`, '');
  const { kind, name, container } = subject;
  const who = kind === 'file' ? '' : ` ${kind}/${name}${container === undefined ? '' : ` ${container}`}`;
  return `${file}:${location.line}:${location.column} ${severity} ${code}${who}`;
}

async function lint(paths: string[]): Promise<string[]> {
  return lintFindings(await collectFixtures(paths), []).map(told);
}

describe('each finding has its place', () => {
  test.each<[string, string[], string[]]>([
    ['output of helm template', ['helm.yaml'], [
      'helm.yaml:80:5 low default-service-links deployment/shop-api',
      'helm.yaml:87:15 info needs-service-links deployment/shop-api migrate',
      'helm.yaml:95:15 info needs-service-links deployment/shop-api api',
      'helm.yaml:119:9 low default-service-links cronjob/shop-cleanup',
      'helm.yaml:133:3 info needs-service-links configmap/shop',
    ]],
    ['output of kustomize build', ['kustomize/built.yaml'], ['kustomize/built.yaml:35:5 low default-service-links deployment/web']],
    ['a list in JSON', ['list.json'], ['list.json:26:21 low default-service-links daemonset/agent']],
    ['kinds of others', ['custom.yaml'], [
      'custom.yaml:12:5 low default-service-links rollout/canary',
      'custom.yaml:45:5 low default-service-links statefulset.apps.kruise.io/advanced',
      'custom.yaml:80:7 low default-service-links raycluster/ray',
    ]],
    ['overlays of one name', ['overlays'], ['overlays/dev/web.yaml:7:5 low default-service-links deployment/web']],
    ['anchors: where the text stands', ['anchors.yaml'], [
      'anchors.yaml:9:9 low default-service-links deployment/one',
      'anchors.yaml:15:32 high needs-service-links deployment/two app',
      'anchors.yaml:15:32 info needs-service-links deployment/one app',
      'anchors.yaml:15:32 info needs-service-links deployment/three app',
      'anchors.yaml:29:9 low default-service-links deployment/three',
    ]],
    ['a chart', ['chart'], [
      'chart/charts/cache/templates/cache.yaml:1:1 medium false-not-rendered',
      'chart/templates/_pod.tpl:2:21 medium false-not-rendered',
      'chart/templates/deployment.yaml:8:7 medium false-not-rendered',
      'chart/templates/static.yaml:5:1 low default-service-links pod/static',
      'chart/templates/tests/test-connection.yaml:9:7 medium false-not-rendered',
    ]],
    ['a chart with named templates and values that nothing reads', ['chart-named'], [
      'chart-named/charts/cache/templates/pod.yaml:5:3 medium false-not-rendered',
      'chart-named/templates/pod.yaml:5:23 medium false-not-rendered',
      'chart-named/values.yaml:5:3 medium false-not-rendered',
    ]],
    ['broken documents', ['broken.yaml'], [
      'broken.yaml:12:2 high invalid-manifest',
      'broken.yaml:18:3 medium invalid-manifest',
      'broken.yaml:27:11 medium invalid-manifest',
      'broken.yaml:41:7 medium invalid-manifest deployment/types',
      'broken.yaml:47:15 medium invalid-manifest deployment/types',
      'broken.yaml:49:15 medium invalid-manifest deployment/types',
      'broken.yaml:50:11 medium invalid-manifest deployment/types',
      'broken.yaml:58:7 medium invalid-manifest service/after',
    ]],
  ])('%s', async (_, paths, expected) => {
    expect(await lint(paths)).toEqual(expected);
  }); // prettier-ignore

  test('two Services of the input that make one variable: at the name of one of them', async () => {
    const found = lintFindings(await collectText(service('web') + service('web-service')), []);
    expect(found.map(told)).toEqual(['-:10:3 low contested-variable service/web-service']);
  });

  test('Services with names that shells cannot read, and the one that hides the API server', async () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: 3scale}\nspec: {ports: [{port: 80}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: kubernetes-service}\nspec: {ports: [{port: 80}]}\n';
    const codes = lintFindings(await collectText(text), []).map(
      ({ code, location }) => `${location.line} ${code}`,
    );
    expect(codes).toEqual(
      expect.arrayContaining(['3 unreadable-variable', '8 kubernetes-variable-replaced']),
    );
  });
});

describe('Services are added up where they are applied together', () => {
  test.each<[string, string[], object, string[]]>([
    ['not in folders of their own', ['apart'], {}, []],
    ['in all files where somebody says so', ['apart'], { together: true }, ['apart/b/service.yaml:3:13 low contested-variable service/mysql-service']],
    ['in a kustomization and what it takes in, and what is in two of them is told once', ['composed'], {}, [
      'composed/base/app.yaml:4:1 low default-service-links pod/app',
      'composed/dev/services/service.yaml:3:13 low contested-variable service/mysql-service',
    ]],
  ])('%s', async (_, paths, options, expected) => {
    expect(lintFindings(await collectFixtures(paths, options), []).map(told)).toEqual(expected);
  }); // prettier-ignore

  test('and of several groups the one with most tells what links cost', async () => {
    const found = lintFindings(await collectFixtures(['composed']), []);
    expect(found[0]?.message).toContain('from 2 Services at the next start');
  });
});

describe('where enableServiceLinks is set, to whatever, nobody says that it is not', () => {
  test.each<[string, string, string[]]>([
    ['"false"', '"false"', ['medium invalid-manifest']],
    ['a number', '0', ['medium invalid-manifest']],
    ['a list', '[false]', ['medium invalid-manifest']],
    ['a placeholder', '${LINKS}', []],
    ['a word of YAML 1.1', 'off', []],
    ['nothing, which is the default', '~', ['low default-service-links']],
  ])('%s', async (_, links, expected) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  enableServiceLinks: ${links}\n  containers: [{name: a, image: a}]\n`;
    const found = lintFindings(await collectText(text), []);
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected);
    expect(found.map(({ message }) => message).join()).not.toMatch(/does not set/);
  });
});

describe('one finding for one cause', () => {
  const services = Array.from({ length: 900 }, (_, index) => service(`backend-${index}`)).join('');
  const deployment = (links: string): string => `${services}apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
${links}
      initContainers: [{name: prepare, image: 'busybox:1', args: [$(BACKEND_1_SERVICE_HOST)]}]
      containers: [{name: app, image: 'node:22'}, {name: helper, image: 'node:22'}]
`;

  test('links on by default tell what they cost, and what needs them is told as well', async () => {
    const found = lintFindings(await collectText(deployment('')), []);
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'medium default-service-links',
      'info needs-service-links',
    ]);
    expect(found[0]?.message).toMatch(
      /6,30\d variables \(.*\) from 900 Services at the next start; in node starting a child process costs .* of CPU in container app\.$/,
    );
  });

  test('long arguments are no cost of links', async () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, args: [${'x'.repeat(1_500_000)}]}]}\n`;
    const found = lintFindings(await collectText(service('web') + text), []);
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'low default-service-links',
      'low exec-limit',
    ]);
  });

  test('links that are wanted leave the costs where they are', async () => {
    const found = lintFindings(await collectText(deployment('      enableServiceLinks: true')), []);
    const codes = found.map(({ code, subject }) => `${code} ${subject.container}`);
    expect(codes).toEqual(expect.arrayContaining(['many-variables app', 'many-variables helper']));
    expect(codes.join()).not.toContain('default-service-links');
  });
});

test('findings about what is in a cluster only are left out', async () => {
  const manifests = await collectFixtures(['overlays/dev']);
  const judged = lintFindings(
    manifests,
    [],
    judgedAs({
      namespaces: [
        {
          findings: [
            about('service', 'elsewhere', 'contested-variable'),
            about('deployment', 'web', 'stale-service'),
          ],
        },
      ],
    }),
  );
  expect(judged).toEqual([]);
});

test('a field that is not there has the place of the nearest part that is', async () => {
  const manifests = await collectFixtures(['overlays/dev']);
  const judged = lintFindings(manifests, [], judgedAs({
    workloads: [
      {
        findings: [
          about('deployment', 'web', 'a', ['spec', 'containers', 0, 'env', 3]),
          about('deployment', 'web', 'b', ['containers', 0, 'image']),
          about('deployment', 'web', 'c', ['spec', 'enableServiceLinks']),
          { ...about('deployment', 'web', 'd'), subject: { namespace: 'default', kind: 'deployment', name: 'web', container: 'web' } },
          about('deployment', 'web', 'e'),
        ],
      },
    ],
  }));
  const places = judged.map(({ code, location }) => `${code} ${location.line}:${location.column}`);
  expect(places.toSorted()).toEqual(['a 10:11', 'b 11:11', 'c 7:5', 'd 10:11', 'e 7:5']);
}); // prettier-ignore

type Judge = NonNullable<Parameters<typeof lintFindings>[2]>;

/** Rules that find these, whatever they are given. */
function judgedAs(found: Record<string, { findings: unknown[] }[]>): Judge {
  return () => ({ workloads: [], namespaces: [], ...found }) as never;
}

function about(kind: string, name: string, code: string, field?: (string | number)[]) {
  const subject = { namespace: 'default', kind, name, ...(field === undefined ? {} : { field }) };
  return { code, severity: 'low', title: '', message: '', evidence: [], mends: [], subject };
}

describe('fingerprints', () => {
  const DEPLOYMENT = [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: web}',
    'spec:',
    '  template:',
    '    spec:',
    '      containers:',
    '        - name: web',
    '          image: web:1',
    '          env:',
    '            - {name: A, value: $(A_SERVICE_HOST)}',
    '            - {name: B, value: $(B_SERVICE_HOST)}',
  ];

  test('stay when lines move, containers and variables change places', async () => {
    const before = await marks(DEPLOYMENT);
    expect(before.size).toBe(3);
    const moved = [
      '# a comment',
      ...DEPLOYMENT.slice(0, 7),
      '        - {name: sidecar, image: s}',
      ...DEPLOYMENT.slice(7, 10),
      DEPLOYMENT[11]!,
      DEPLOYMENT[10]!,
    ];
    expect(await marks(moved)).toEqual(before);
  });

  test('differ for another object, container and variable', async () => {
    const before = new Set((await marks(DEPLOYMENT)).values());
    for (const [from, to] of [
      ['{name: web}', '{name: api}'],
      ['- name: web', '- name: app'],
    ] as const) {
      const after = await marks(DEPLOYMENT.map((line) => line.replace(from, to)));
      expect([...after.values()].every((mark) => before.has(mark))).toBe(false);
    }
  });

  test('of what has no object know the file by its name, wherever its folder is', async () => {
    const one = print(lintFindings(await collectFixtures(['broken.yaml', 'chart']), []));
    const paths = ['broken.yaml', 'chart'].map((path) => `test/fixtures/manifests/${path}`);
    expect(print(lintFindings(await collectFixtures([], { paths }), []))).toEqual(one);
  });

  test('of a broken document stay when lines before it come', async () => {
    const broken = 'a: 1\na: 2\n---\nb: c: d\n';
    const one = print(lintFindings(await collectText(broken), []));
    expect(print(lintFindings(await collectText(`# new\n\n${broken}`), []))).toEqual(one);
  });
});

describe('the report', () => {
  test('counts what was read and found', async () => {
    const { summary, services } = report(await collectFixtures(['broken.yaml', 'chart']));
    expect(summary).toEqual({
      files: 7,
      documents: 8,
      skipped: 2,
      workloads: 3,
      services: 2,
      templates: 5,
      bySeverity: { unknown: 0, ok: 0, info: 0, low: 1, medium: 11, high: 1, critical: 0 },
      worst: 'high',
      known: 0,
    });
    expect(services).toEqual({ from: 'input', count: 2, estimated: 2 });
  });

  test('tells what was not checked', async () => {
    const { incomplete } = report(await collectFixtures(['broken.yaml', 'nope.yaml']));
    expect(incomplete.map(({ message }) => message.replaceAll(`${FIXTURES}/`, ''))).toEqual([
      expect.stringMatching(/^cannot read nope.yaml: ENOENT/),
      'broken.yaml:12:2: not checked. This is not valid YAML: bad indentation of a mapping entry.',
    ]);
  });

  test('leaves out what is known, and counts it', async () => {
    const manifests = await collectFixtures(['broken.yaml']);
    const { findings, summary, incomplete } = report(manifests, (all) => all.slice(0, 7));
    expect(findings.map(told)).toEqual(['broken.yaml:58:7 medium invalid-manifest service/after']);
    expect(summary).toMatchObject({ known: 7, worst: 'medium', bySeverity: { medium: 1, high: 0 } });
    expect(incomplete).toEqual([]);
  });

  test('of nothing is clean', async () => {
    expect(report(await collectText(''))).toMatchObject({
      findings: [],
      incomplete: [],
      summary: { worst: 'ok' },
    });
  });
});

function service(name: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec: {ports: [{port: 80}]}\n---\n`;
}

/** The fingerprint of each finding, by its code and the begin of its message. */
async function marks(lines: readonly string[]): Promise<Map<string, string>> {
  const findings = lintFindings(await collectText(lines.join('\n')), []);
  expect(new Set(print(findings)).size).toBe(findings.length);
  return new Map(
    findings.map(({ code, message, fingerprint }) => [`${code} ${message.slice(0, 20)}`, fingerprint]),
  );
}

function print(findings: readonly LocatedFinding[]): string[] {
  return findings.map(({ fingerprint }) => fingerprint);
}

function report(
  manifests: Manifests,
  known: (all: LocatedFinding[]) => LocatedFinding[] = () => [],
): LintReport {
  const findings = lintFindings(manifests, []);
  return lintReport({ manifests, findings, version: '1', known: new Set(print(known(findings))) });
}
