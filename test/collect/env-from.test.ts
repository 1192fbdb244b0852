import { describe, expect, test } from 'vitest';
import { managedKeys, sourceReader } from '../../src/collect/env-from.ts';
import type { DeclaredVariableEvidence } from '../../src/contracts/evidence.ts';
import { failure, json, startServer } from './cluster/support/api-server.ts';
import { connectTo } from './cluster/support/connect-to.ts';

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

const reference = (
  ref: string,
  change: Partial<DeclaredVariableEvidence> = {},
): DeclaredVariableEvidence => ({
  name: 'REDIS_PORT',
  from: 'configMapKeyRef',
  ref,
  optional: true,
  ...change,
});

describe('an optional reference that would hide a service link', () => {
  test.each([
    ['is missing where its source has no such key', reference('app/OTHER'), true],
    ['is missing where its source is not there', reference('gone/REDIS_PORT'), true],
    ['is there where its source has the key', reference('app/REDIS_PORT'), false],
    ['is taken to be there where nobody may say', reference('secret/OTHER'), false],
    ['is not looked up where it must be there', { ...reference('app/OTHER'), optional: undefined }, false],
    ['is not looked up where no Service makes its name', reference('app/OTHER', { name: 'LEVEL' }), false],
  ])('%s', async (_name, { optional, ...variable }, missing) => {
    const server = await startServer({
      handle: ({ url = '' }, response) => {
        const name = url.split('/').at(-1);
        if (name === 'gone') return json(response, failure(404, 'NotFound', 'no'), { status: 404 });
        if (name === 'secret') return json(response, failure(403, 'Forbidden', 'no'), { status: 403 });
        const managedFields = [{ manager: 'kubectl', fieldsV1: { 'f:data': { 'f:REDIS_PORT': {} } } }];
        const metadata = { name, namespace: 'shop', managedFields };
        json(response, { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata });
      },
    });
    const read = sourceReader(await connectTo(server), undefined);
    const declared = { ...variable, ...(optional ? { optional } : {}) };
    const { env } = await read('shop', { env: [declared], envFrom: [] });
    expect(env).toEqual([missing ? { ...declared, missing: true } : declared]);
    expect(server.requests.length).toBe(optional && variable.name !== 'LEVEL' ? 1 : 0);
  });
});
