import { describe, expect, test } from 'vitest';
import schema from '../../docs/inventory.schema.json' with { type: 'json' };
import type { Inventory } from '../../src/contracts/inventory.ts';
import { closed, differences, validator, type Bare, type Full } from './schema.ts';

const time = '2026-09-01T00:00:00Z';
const problem = { code: 'c', message: 'm', hint: 'h' };
const unknown = { known: false, problem } as const;
const service = {
  name: 'n',
  clusterIP: '10.0.0.1',
  ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  createdAt: time,
};

const full = {
  apiVersion: 'envaudit/v1',
  kind: 'Inventory',
  collectedAt: time,
  tool: { version: '0.1.0' },
  cluster: { context: 'c', server: 's', version: 'v' },
  scope: { namespaces: ['shop'], selector: 'app=web', node: 'n' },
  kubernetesService: { known: true, value: service },
  namespaces: [
    {
      name: 'shop',
      services: {
        known: true,
        value: [
          {
            ...service,
            type: 'ClusterIP',
            selector: { app: 'web' },
            endpoints: { ready: 1, notReady: 0 },
            pods: 1,
            changedAt: time,
          },
        ],
      },
      mentions: {
        known: true,
        value: [
          {
            kind: 'configmap',
            name: 'n',
            key: 'k',
            variables: ['REDIS_SERVICE_HOST'],
            numbers: ['REDIS_PORT'],
          },
        ],
      },
    },
    { name: 'other', services: unknown, mentions: unknown },
  ],
  workloads: [
    {
      namespace: 'shop',
      kind: 'deployment',
      name: 'n',
      apiVersion: 'apps/v1',
      enableServiceLinks: 'unset',
      replicas: 1,
      suspended: true,
      static: true,
      containers: [
        {
          name: 'c',
          type: 'container',
          image: 'i',
          command: ['node'],
          args: ['app.js'],
          env: [
            {
              name: 'A',
              from: 'value',
              ref: 'r',
              bytes: 12,
              optional: true,
              missing: true,
              references: ['REDIS_SERVICE_HOST'],
              numbers: ['REDIS_SERVICE_PORT'],
              hasPort: true,
            },
          ],
          envFrom: [
            { kind: 'configmap', name: 'n', prefix: '', keys: { known: true, value: ['K'] } },
            { kind: 'secret', name: 'n', prefix: '', keys: unknown },
          ],
          cpuLimit: 1,
          memoryLimit: 1,
          limitsOfPod: ['cpu'],
          execProbes: [{ kind: 'liveness', command: ['true'], timeoutSeconds: 1, periodSeconds: 10 }],
          position: 0,
          injected: true,
          starts: { count: 1, oldest: time, newest: time },
        },
      ],
      pods: { count: 1, withServiceLinks: 1, onNode: 1, example: 'p' },
      selectedBy: ['n'],
    },
  ],
  problems: [problem],
} satisfies Full<Inventory>;

const bareProblem = { code: 'c', message: 'm' };
const bareService = { name: 'n', ports: [{ port: 80, protocol: 'TCP' }], createdAt: time };
const bare = {
  apiVersion: 'envaudit/v1',
  kind: 'Inventory',
  collectedAt: time,
  tool: { version: '0.1.0' },
  scope: { namespaces: 'all' },
  kubernetesService: { known: true, value: bareService },
  namespaces: [
    { name: 'shop', services: { known: true, value: [{ ...bareService, type: 'ClusterIP' }] } },
    { name: 'other', services: { known: false, problem: bareProblem } },
  ],
  workloads: [
    {
      namespace: 'shop',
      kind: 'deployment',
      name: 'n',
      apiVersion: 'apps/v1',
      enableServiceLinks: 'unseen',
      containers: [
        {
          name: 'c',
          type: 'container',
          image: 'i',
          command: [],
          args: [],
          env: [{ name: 'A', from: 'value' }],
          envFrom: [{ kind: 'configmap', name: 'n', prefix: '', keys: { known: true, value: ['K'] } }],
          execProbes: [{ kind: 'liveness', command: [] }],
          position: 0,
        },
      ],
      pods: { count: 0, withServiceLinks: 0 },
      selectedBy: [],
    },
  ],
  problems: [bareProblem],
} satisfies Bare<Inventory>;

const errorsOf = validator(schema);
const strictErrorsOf = validator({ ...closed(schema), $id: 'urn:envaudit:v1:closed-inventory' });

describe('docs/inventory.schema.json', () => {
  test('has the keys of the contract, and requires those that are not optional', () => {
    const fulls = [full, { ...full, kubernetesService: unknown }];
    const bares = [bare, { ...bare, kubernetesService: { known: false, problem: bareProblem } }];
    expect(differences(schema, fulls, bares)).toEqual([]);
  });

  test.each([
    ['with every key', full],
    ['with the required keys only', bare],
  ])('takes an inventory %s', (_, inventory) => {
    expect(strictErrorsOf(inventory)).toEqual([]);
  });

  test('takes keys that a later version adds', () => {
    expect(errorsOf({ ...full, later: true })).toEqual([]);
  });

  test.each([
    [
      'Services that are unknown without a reason',
      { namespaces: [{ name: 'n', services: { known: false } }] },
    ],
    ['another word than all for all namespaces', { scope: { namespaces: 'some' } }],
    [
      'a word that says nothing about links',
      { workloads: [{ ...full.workloads[0], enableServiceLinks: 'yes' }] },
    ],
    [
      'a place before the first one',
      { workloads: [{ ...full.workloads[0], containers: [{ position: -1 }] }] },
    ],
  ])('refuses %s', (_, wrong) => {
    expect(errorsOf({ ...full, ...wrong })).not.toEqual([]);
  });
});
