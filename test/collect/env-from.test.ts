import { expect, test } from 'vitest';
import { managedKeys } from '../../src/collect/env-from.ts';

test('the keys are read from the managed fields of every manager, once each', () => {
  const object = {
    metadata: {
      managedFields: [
        { manager: 'kubectl', fieldsV1: { 'f:data': { '.': {}, 'f:DB_HOST': {}, 'f:DB_PORT': {} } } },
        { manager: 'helm', fieldsV1: { 'f:data': { 'f:DB_PORT': {} }, 'f:metadata': { 'f:labels': {} } } },
      ],
    },
  };
  expect(managedKeys(object, 'configmap/app')).toEqual({ known: true, value: ['DB_HOST', 'DB_PORT'] });
});

test('without managed fields the keys are unknown, not absent', () => {
  expect(managedKeys({ metadata: {} }, 'secret/db')).toMatchObject({
    known: false,
    problem: {
      code: 'env-from-keys',
      message: 'the keys of secret/db are unknown: its metadata do not name them',
    },
  });
});
