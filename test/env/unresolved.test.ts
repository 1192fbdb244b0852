import { expect, test } from 'vitest';
import { predictForPod } from '../../src/env/prediction.ts';
import { markUnresolved } from '../../src/env/unresolved.ts';
import type { DeclaredVariableEvidence, PredictionOutcome } from '../../src/contracts/evidence.ts';
import { service } from './services.ts';

const redis = service('redis', '10.0.0.2', '6379');
const prediction = predictForPod(
  { default: { known: true, value: [] }, shop: { known: true, value: [redis] } },
  { namespace: 'shop', enableServiceLinks: true },
);
const reference = (from: 'configMapKeyRef' | 'fileKeyRef', optional?: true): DeclaredVariableEvidence => ({
  name: 'REDIS_PORT',
  from,
  ref: 'app/redis-port',
  ...(optional === undefined ? {} : { optional }),
});

/** Whether the variable is taken as missing by a container in which all predicted variables come out so. */
function isMissing(variable: DeclaredVariableEvidence, outcome: PredictionOutcome): boolean {
  const environment = {
    count: 7,
    bytes: 200,
    predicted: [{ outcome, count: prediction.variables.length }],
    others: [],
    truncated: false,
  };
  return markUnresolved([variable], prediction, environment)[0]?.missing === true;
}

test.each([
  ['an optional key whose name has the value of the link', reference('configMapKeyRef', true), 'same', true],
  ['an optional key of a file, likewise', reference('fileKeyRef', true), 'same', true],
  ['an optional key with a value of its own', reference('configMapKeyRef', true), 'differs', false],
  ['an optional key that is not there, where links are off', reference('fileKeyRef', true), 'absent', false],
  ['a key that must be there', reference('configMapKeyRef'), 'same', false],
] as const)('%s', (_name, variable, outcome, missing) => {
  expect(isMissing(variable, outcome)).toBe(missing);
});

test('a container that was not asked shows nothing', () => {
  const variable = reference('configMapKeyRef', true);
  expect(markUnresolved([variable], prediction, undefined)).toEqual([variable]);
});
