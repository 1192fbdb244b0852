import { describe, expect, test } from 'vitest';
import schema from '../../docs/diagnosis.schema.json' with { type: 'json' };
import { ACCESSES } from '../../src/contracts/diagnosis-evidence.ts';
import { CAUSES, CHECK_VERDICTS, STAGE_VERDICTS, STAGES, type Diagnosis } from '../../src/contracts/diagnosis.ts';
import { caseA, quiet, slowDependency, unseen } from './samples/diagnosis.ts';
import { closed, differences, validator } from './schema.ts';
import type { Bare, Full } from './schema.ts';

const time = '2026-11-20T14:30:00Z';

const full = {
  apiVersion: 'envaudit/v1',
  kind: 'Diagnosis',
  collectedAt: time,
  tool: { version: 'v' },
  cluster: { context: 'c', server: 's', version: 'v' },
  subject: {
    target: 't',
    choice: 'c',
    namespace: 'n',
    pod: 'p',
    container: 'c',
    node: 'n',
    image: 'i',
    status: 's',
    workload: { kind: 'k', name: 'n', apiVersion: 'a' },
  },
  windowMs: 1,
  allow: ['read'],
  stages: [
    {
      stage: 'host-resources',
      question: 'q',
      verdict: 'skipped',
      reason: 'r',
      checks: [
        {
          id: 'i',
          subject: 's',
          title: 't',
          scope: 'host',
          method: 'utilisation',
          verdict: 'unknown',
          measured: 'm',
          value: 1,
          threshold: { text: 't', value: 1, source: 's' },
          reason: 'r',
          command: 'c',
          details: [
            { kind: 'line', text: 't' },
            { kind: 'table', headings: ['h'], rows: [['r']] },
            { kind: 'histogram', unit: 'u', buckets: [{ upTo: 1, count: 1 }] },
          ],
        },
      ],
    },
  ],
  rootCause: {
    cause: 'service-links',
    conclusion: 'c',
    confidence: 'proved',
    share: 1,
    because: [{ text: 't', stage: 'host-resources', check: 'c' }],
    contributing: [{ cause: 'service-links', title: 't', confidence: 'likely', text: 't' }],
    ruledOut: [{ cause: 'service-links', title: 't', by: 'b' }],
    surer: [{ text: 't', command: 'c' }],
    mends: [{ title: 't', command: 'c', effect: 'e' }],
  },
  incomplete: [{ code: 'c', message: 'm', hint: 'h' }],
} satisfies Full<Diagnosis>;

const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'Diagnosis',
  collectedAt: time,
  tool: { version: 'v' },
  cluster: { server: 's' },
  subject: { target: 't', namespace: 'n', pod: 'p', container: 'c', image: 'i', status: 's' },
  windowMs: 1,
  allow: ['read'],
  stages: [
    {
      stage: 'host-resources',
      question: 'q',
      verdict: 'skipped',
      reason: 'r',
      checks: [
        {
          id: 'i',
          title: 't',
          scope: 'host',
          verdict: 'unknown',
          reason: 'r',
          details: [
            { kind: 'line', text: 't' },
            { kind: 'table', headings: ['h'], rows: [['r']] },
            { kind: 'histogram', unit: 'u', buckets: [{ upTo: 1, count: 1 }] },
          ],
        },
      ],
    },
  ],
  rootCause: {
    conclusion: 'c',
    confidence: 'proved',
    because: [{ text: 't', stage: 'host-resources', check: 'c' }],
    contributing: [{ cause: 'service-links', title: 't', confidence: 'likely', text: 't' }],
    ruledOut: [{ cause: 'service-links', title: 't', by: 'b' }],
    surer: [{ text: 't' }],
    mends: [{ title: 't', effect: 'e' }],
  },
  incomplete: [{ code: 'c', message: 'm' }],
} satisfies Bare<Diagnosis>;

const errorsOf = validator(schema);
const strictErrorsOf = validator({ ...closed(schema), $id: 'urn:envaudit:v1:closed-diagnosis' });

describe('docs/diagnosis.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    expect(differences(schema, [full], [bare])).toEqual([]);
  });

  test.each<[string, object]>([
    ['with every key', full],
    ['with the required keys only', bare],
    ['that names service links', caseA],
    ['that names a slow dependency', slowDependency],
    ['that names nothing', quiet],
    ['of what could not be seen', unseen],
  ])('takes a diagnosis %s', (_, diagnosis) => {
    expect(strictErrorsOf(JSON.parse(JSON.stringify(diagnosis)))).toEqual([]);
  });

  test('takes keys that a later version adds, and no other causes', () => {
    expect(errorsOf({ ...caseA, later: true })).toEqual([]);
    const other = { ...caseA, rootCause: { ...caseA.rootCause, cause: 'the-moon' } };
    expect(errorsOf(other)).not.toEqual([]);
  });

  test('knows the same words', () => {
    const { $defs } = schema;
    expect($defs.rootCause.properties.cause.enum).toEqual(CAUSES);
    expect($defs.check.properties.verdict.enum).toEqual(CHECK_VERDICTS);
    expect($defs.stageReport.properties.verdict.enum).toEqual(STAGE_VERDICTS);
    expect($defs.stageReport.properties.stage.enum).toEqual(STAGES.slice(0, -1));
    expect(schema.properties.allow.items.enum).toEqual(ACCESSES);
  });
});
