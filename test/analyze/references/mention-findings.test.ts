import { expect, test } from 'vitest';
import { mentionFindings } from '../../../src/analyze/references/index.ts';
import type { MentionInventory, NamespaceInventory } from '../../../src/inventory.ts';
import { service } from '../../env/services.ts';

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
