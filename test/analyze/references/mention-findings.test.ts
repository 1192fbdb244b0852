import { expect, test } from 'vitest';
import { mentionFindings } from '../../../src/analyze/references/mention-findings.ts';
import type {
  ContainerInventory,
  MentionInventory,
  NamespaceInventory,
} from '../../../src/contracts/inventory.ts';
import { service } from '../../env/services.ts';
import { templateOf } from '../template.ts';

const TOO_LITTLE = { known: false, problem: { code: 'forbidden', message: 'may not' } } as const;

function namespace(mentions: MentionInventory[], more: Partial<NamespaceInventory> = {}): NamespaceInventory {
  return {
    name: 'shop',
    services: { known: true, value: [{ ...service('redis', '10.96.0.9', '6379'), type: 'ClusterIP' }] },
    mentions: { known: true, value: mentions },
    ...more,
  };
}

const NGINX: MentionInventory = {
  kind: 'configmap',
  name: 'nginx',
  key: 'nginx.conf',
  variables: ['REDIS_SERVICE_HOST', 'GONE_SERVICE_HOST'],
};

test('a mention becomes a finding about the ConfigMap, with its key as the place', () => {
  expect(mentionFindings(namespace([NGINX]))).toMatchObject([
    {
      code: 'needs-service-links',
      severity: 'info',
      subject: { namespace: 'shop', kind: 'configmap', name: 'nginx', field: ['data', 'nginx.conf'] },
      message:
        'The ConfigMap nginx, key nginx.conf names REDIS_SERVICE_HOST and GONE_SERVICE_HOST (made by the Service redis). What reads it may need service links.',
      mends: [{ effect: expect.stringContaining('redis.shop.svc for REDIS_SERVICE_HOST') as string }],
    },
  ]);
});

test('of a Secret no command is shown that would print it', () => {
  const [finding] = mentionFindings(
    namespace([{ kind: 'secret', name: 'db', key: 'REDIS_SERVICE_HOST', variables: ['REDIS_SERVICE_HOST'] }]),
  );
  expect(finding?.message).toContain('The Secret db, key REDIS_SERVICE_HOST names');
  expect(finding?.evidence.every(({ command }) => command === undefined)).toBe(true);
});

test.each([
  ['which no Service makes now', namespace([{ ...NGINX, variables: ['GONE_SERVICE_HOST'] }])],
  ['the Services could not be listed', namespace([NGINX], { services: TOO_LITTLE })],
])('says %s', (text, each) => {
  expect(mentionFindings(each)[0]?.message).toContain(text);
});

const PORT: MentionInventory = {
  kind: 'configmap',
  name: 'app',
  key: 'app.yml',
  variables: [],
  numbers: ['REDIS_PORT'],
};

test('a text that wants a number and gets a URL is a collision', () => {
  expect(mentionFindings(namespace([PORT]))).toMatchObject([
    {
      code: 'variable-collision',
      severity: 'medium',
      certainty: 'likely',
      subject: { namespace: 'shop', kind: 'configmap', name: 'app', field: ['data', 'app.yml'] },
      message:
        'The ConfigMap app, key app.yml needs the number of a port and gets a URL: REDIS_PORT is tcp://ADDRESS:PORT, made by the Service redis. How sure: likely.',
    },
  ]);
});

test.each<[string, MentionInventory, Partial<NamespaceInventory>?]>([
  ['no Service makes it', { ...PORT, numbers: ['GONE_PORT'] }],
  ['it is a number', { ...PORT, numbers: ['REDIS_SERVICE_PORT', 'REDIS_PORT_6379_TCP_PORT'] }],
  ['the Services could not be listed', PORT, { services: TOO_LITTLE }],
])('a text that wants a number is none where %s', (_, mention, more) => {
  expect(mentionFindings(namespace([mention], more))).toEqual([]);
});

test('nor where a container of the namespace declares it', () => {
  const env = [{ name: 'REDIS_PORT', from: 'value' as const, bytes: 4 }];
  expect(mentionFindings(namespace([PORT]), [templateOf({ container: { env } }).workload])).toEqual([]);
  expect(mentionFindings(namespace([PORT]), [templateOf({}).workload])).toHaveLength(1);
});

test.each<[string, Partial<ContainerInventory>]>([
  [
    'envFrom',
    {
      envFrom: [
        {
          kind: 'configmap',
          name: 'hosts',
          prefix: '',
          keys: { known: true, value: ['REDIS_SERVICE_HOST'] },
        },
      ],
    },
  ],
  [
    'a key',
    { env: [{ name: 'REDIS_SERVICE_HOST', from: 'configMapKeyRef', ref: 'hosts/REDIS_SERVICE_HOST' }] },
  ],
])('a ConfigMap that declares the variable through %s uses no link', (_, container) => {
  const mention: MentionInventory = {
    kind: 'configmap',
    name: 'hosts',
    key: 'REDIS_SERVICE_HOST',
    variables: ['REDIS_SERVICE_HOST'],
  };
  const { workload } = templateOf({ container });
  expect(mentionFindings(namespace([mention]), [workload])).toEqual([]);
  expect(mentionFindings(namespace([mention]))).toHaveLength(1);
});

test('an object’s own name has the name as its place', () => {
  const [finding] = mentionFindings(
    namespace([{ kind: 'secret', name: 'redis-service-host', variables: ['REDIS_SERVICE_HOST'] }]),
  );
  expect(finding?.subject.field).toEqual(['metadata', 'name']);
});

test('nothing where nobody looked, or nobody could', () => {
  expect(mentionFindings({ name: 'shop', services: TOO_LITTLE })).toEqual([]);
  expect(mentionFindings(namespace([], { mentions: TOO_LITTLE }))).toEqual([]);
  expect(mentionFindings(namespace([]))).toEqual([]);
});
