import { describe, expect, test } from 'vitest';
import schema from '../../docs/lint-report.schema.json' with { type: 'json' };
import { lintFindings, lintReport } from '../../src/analyze/lint/index.ts';
import type { LintReport, LocatedFinding } from '../../src/contracts/lint-report.ts';
import { SEVERITIES, VERDICTS } from '../../src/contracts/report.ts';
import { collectFixtures } from '../collect/manifests/collect.ts';
import { closed, differences, validator } from './schema.ts';
import type { Bare, Full } from './schema.ts';

const finding = {
  code: 'c',
  severity: 'low',
  certainty: 'likely',
  title: 't',
  message: 'm',
  evidence: [{ text: 't', command: 'c' }],
  mends: [{ title: 't', command: 'c', effect: 'e' }],
  subject: { namespace: 'n', kind: 'k', name: 'n', container: 'c', field: ['spec', 0] },
  location: { file: 'f', line: 1, column: 1 },
  fingerprint: 'f',
} satisfies Full<LocatedFinding>;
const { certainty: _certainty, ...undoubted } = finding;
const bareFinding = {
  ...undoubted,
  evidence: [{ text: 't' }],
  mends: [{ title: 't', effect: 'e' }],
  subject: { namespace: 'n', kind: 'k', name: 'n' },
} satisfies Bare<LocatedFinding>;

const bySeverity = { unknown: 0, ok: 0, info: 0, low: 1, medium: 0, high: 0, critical: 0 };
const summary = {
  files: 1,
  documents: 1,
  workloads: 1,
  services: 1,
  bySeverity,
  worst: 'low',
  known: 0,
} as const;
const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'LintReport',
  tool: { version: '1' },
  summary,
  services: { from: 'none', count: 0 },
  findings: [bareFinding],
  incomplete: [{ code: 'c', message: 'm' }],
} satisfies Bare<LintReport>;
const full = {
  ...bare,
  summary: { ...summary, skipped: 0, templates: 0 },
  services: { from: 'snapshot', file: 'f', count: 1, estimated: 1 },
  findings: [finding],
  incomplete: [{ code: 'c', message: 'm', hint: 'h' }],
} satisfies Full<LintReport>;

describe('docs/lint-report.schema.json', () => {
  test('has the keys of the contract and no others', () => {
    expect(differences(schema, [full], [bare])).toEqual([]);
  });

  test('has the severities of the contract', () => {
    expect(schema.$defs.severity.enum).toEqual([...SEVERITIES]);
    expect(schema.$defs.verdict.enum).toEqual([...VERDICTS]);
  });

  test.each(['helm.yaml', 'broken.yaml', 'chart', 'custom.yaml'])(
    'describes the report on %s',
    async (path) => {
      const manifests = await collectFixtures([path, 'nope.yaml']);
      const findings = lintFindings(manifests, []);
      const report = lintReport({ manifests, findings, known: new Set(), version: '1' });
      const validate = validator(closed(schema));
      expect(validate(JSON.parse(JSON.stringify(report)))).toEqual([]);
    },
  );
});
