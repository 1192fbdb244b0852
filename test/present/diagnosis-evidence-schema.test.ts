import { describe, expect, test } from 'vitest';
import schema from '../../docs/diagnosis-evidence.schema.json' with { type: 'json' };
import { ACCESSES, type DiagnosisEvidence } from '../../src/contracts/diagnosis-evidence.ts';
import { schemaErrors } from '../../src/files/saved-schema.ts';
import { healthyEvidence } from '../analyze/stages/healthy-evidence.ts';
import { bare, full } from './samples/diagnosis-evidence.ts';
import { differences } from './schema.ts';

const errorsOf = (value: unknown) => schemaErrors(JSON.parse(JSON.stringify(value)), 'DiagnosisEvidence');

describe('docs/diagnosis-evidence.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    expect(differences(schema, Object.values(full), Object.values(bare))).toEqual([]);
  });

  test.each<[string, object]>([
    ['with every key', full.seen],
    ['in which nothing was seen', full.blind],
    ['with the required keys only', bare.seen],
    ['of a healthy container', healthyEvidence()],
  ])('takes evidence %s', (_, evidence) => {
    expect(errorsOf(evidence)).toBeUndefined();
  });

  const healthy: DiagnosisEvidence = healthyEvidence();
  test.each<[string, object, RegExp]>([
    ['without an audited container', { audit: { ...healthy.audit, containers: [] } }, /\/audit\/containers/],
    [
      'with two of them',
      { audit: { ...healthy.audit, containers: [0, 1].map(() => healthy.audit.containers[0]) } },
      /\/audit\/containers/,
    ],
    [
      'with an audit of another shape',
      { audit: { ...healthy.audit, containers: [{}] } },
      /\/audit\/containers\/0/,
    ],
    ['with a counter that is a text', { peers: { known: true, value: [{ address: 1 }] } }, /\/peers/],
    ['without a part', { sample: undefined }, /sample/],
    [
      'that allows what nobody knows',
      { request: { ...healthy.request, allow: ['all'] } },
      /\/request\/allow/,
    ],
  ])('refuses evidence %s', (_, change, says) => {
    expect(errorsOf({ ...healthy, ...change })).toMatch(says);
  });

  test('takes keys that a later version adds', () => {
    expect(errorsOf({ ...healthy, later: true, request: { ...healthy.request, later: 1 } })).toBeUndefined();
  });

  test('knows the same words', () => {
    expect(schema.$defs.diagnosisRequest.properties.allow.items.enum).toEqual(ACCESSES);
  });
});
