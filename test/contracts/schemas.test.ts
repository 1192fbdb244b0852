import { describe, expect, test } from 'vitest';
import comparison from '../../docs/comparison.schema.json' with { type: 'json' };
import diagnosisEvidence from '../../docs/diagnosis-evidence.schema.json' with { type: 'json' };
import diagnosis from '../../docs/diagnosis.schema.json' with { type: 'json' };
import evidence from '../../docs/evidence.schema.json' with { type: 'json' };
import inventory from '../../docs/inventory.schema.json' with { type: 'json' };
import lintReport from '../../docs/lint-report.schema.json' with { type: 'json' };
import report from '../../docs/report.schema.json' with { type: 'json' };
import scanReport from '../../docs/scan-report.schema.json' with { type: 'json' };
import { lintFindings, lintReport as lintReportOf } from '../../src/analyze/lint/index.ts';
import { compared, compareSides, namespaceOf } from '../analyze/compare/sides.ts';
import { evidenceOf, manyServices, timed } from '../analyze/evidence.ts';
import { inUse, inventoryOf, scan, someServices, workload } from '../analyze/scan/inventory.ts';
import { healthyEvidence, unknown, without } from '../analyze/stages/healthy-evidence.ts';
import { collectFixtures } from '../collect/manifests/collect.ts';
import * as diagnoses from '../present/samples/diagnosis.ts';
import * as reports from '../present/samples/index.ts';
import { closed, validator } from './schema.ts';

const { HOSTILE: _, ...audits } = reports;
const gone = { endpoints: { ready: 0, notReady: 0 }, pods: 0 };
const fullNamespace = {
  services: [...someServices(5000), inUse('web'), inUse('web-service', gone)],
  workload: { enableServiceLinks: 'unset', pods: { count: 1, withServiceLinks: 1, onNode: 1 } },
  container: { image: 'nginx:1', execProbes: [{ kind: 'readiness', command: [] }] },
  workloads: [workload({ container: { image: 'node:22', cpuLimit: 0.1 } })],
  scope: { namespaces: 'all', node: 'node-1' },
} as const satisfies Parameters<typeof scan>[0];

/** For each published contract what the code really makes. */
const PUBLISHED: [name: string, schema: object, samples: Record<string, object>][] = [
  [
    'comparison',
    comparison,
    {
      'two containers': compared(
        { services: 500, timing: { spawnInherited: timed(80) } },
        { services: 5, node: 'forbidden', timing: { spawnInherited: timed(2) } },
      ),
      'two namespaces': compareSides(namespaceOf({ services: 300, stale: 20 }), namespaceOf({})),
    },
  ],
  [
    'diagnosis',
    diagnosis,
    {
      'service links': diagnoses.caseA,
      'a slow dependency': diagnoses.slowDependency,
      'nothing that is slow': diagnoses.quiet,
      'what could not be seen': diagnoses.unseen,
    },
  ],
  [
    'diagnosis-evidence',
    diagnosisEvidence,
    {
      'a healthy container': healthyEvidence(),
      'what could not be seen': without('sample', 'node', 'peers'),
    },
  ],
  [
    'evidence',
    evidence,
    {
      'a container that answered': evidenceOf({
        services: manyServices(10),
        timing: { spawnInherited: timed(80) },
      }),
      'one that did not': { ...evidenceOf({}), services: { shop: unknown('forbidden', 'not allowed') } },
    },
  ],
  [
    'inventory',
    inventory,
    { 'a full namespace': inventoryOf(fullNamespace), 'a forbidden one': inventoryOf({ forbidden: true }) },
  ],
  [
    'lint-report',
    lintReport,
    Object.fromEntries(
      await Promise.all(
        ['helm.yaml', 'broken.yaml', 'chart', 'custom.yaml'].map(async (path) => {
          const manifests = await collectFixtures([path, 'nope.yaml']);
          const findings = lintFindings(manifests, []);
          return [path, lintReportOf({ manifests, findings, known: new Set(), version: '1' })] as const;
        }),
      ),
    ),
  ],
  ['report', report, audits],
  [
    'scan-report',
    scanReport,
    {
      'an empty namespace': scan({ services: [], workload: { containers: [] } }),
      'a full namespace, with audits': { ...scan(fullNamespace), probed: reports.slowNode },
      'a namespace that may not be listed': scan({ forbidden: true }),
      manifests: scan({ manifests: true, services: someServices(20, { createdAt: '' }) }),
    },
  ],
];

describe.each(PUBLISHED)('docs/%s.schema.json', (name, schema, samples) => {
  const errorsOf = validator(schema);
  const strictErrorsOf = validator({ ...closed(schema), $id: `urn:envaudit:v1:closed-${name}` });
  const all = Object.entries(samples).map(
    ([what, sample]) => [what, JSON.parse(JSON.stringify(sample)) as Record<string, unknown>] as const,
  );

  test.each(all)('knows every key that is said of %s', (__, sample) => {
    expect(strictErrorsOf(sample)).toEqual([]);
  });

  test.each(all)('of %s takes keys that a later version adds, and misses its kind', (__, sample) => {
    expect(errorsOf({ ...sample, later: true })).toEqual([]);
    expect(errorsOf({ ...sample, kind: undefined })).not.toEqual([]);
  });
});
