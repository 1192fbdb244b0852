import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsIn, namesService } from '../../../src/collect/diagnosis/mentions.ts';

const redis = { namespace: 'shop', name: 'redis' };

function names(container: object, service = redis, from = 'shop'): boolean {
  return namesService(mentionsIn({ spec: { containers: [container] } }), service, from);
}

const value = (text: string) => ({ env: [{ name: 'X', value: text }] });

test.each<[string, object]>([
  ['a value that is its name', value('redis')],
  ['a URL', value('redis://redis:6379/0')],
  ['a URL with a user', value('redis://me:secret@redis/0')],
  ['a host and port', value('redis:6379')],
  ['one of several hosts', value('a:1,redis:6379')],
  ['a setting in a text', value('--spring.redis.host=redis:6379 --x')],
  ['its name in its namespace', value('redis.shop')],
  ['its full name', value('http://redis.shop.svc.cluster.local:6379/x')],
  ['its full name in another domain', value('redis.shop.svc.k8s.example')],
  ['its name in capitals', value('Redis.Shop.svc')],
  ['an argument', { args: ['--redis=redis:6379'] }],
  ['an argument of its own', { command: ['wait-for', 'redis'] }],
  ['a variable of its service link', { args: ['-h', '$(REDIS_SERVICE_HOST)'] }],
  [
    'a variable of its service link in a script',
    { command: ['sh', '-c', 'nc $REDIS_PORT_6379_TCP_ADDR 6379'] },
  ],
  ['a variable that is called like it', { env: [{ name: 'REDIS_URL', valueFrom: { secretKeyRef: {} } }] }],
])('%s names a Service', (_, container) => {
  expect(names(container)).toBe(true);
});

test.each<[string, object]>([
  ['a word among others', value('use redis here')],
  ['a longer name', value('redis-cache:6379')],
  ['a name of another namespace', value('redis.other')],
  ['a path', value('/redis')],
  ['an image', { image: 'redis:7' }],
  ['a variable of another Service', { env: [{ name: 'REDIS_CACHE_HOST' }] }],
  ['a variable that holds no address', { env: [{ name: 'REDIS_PASSWORD' }] }],
])('%s does not', (_, container) => {
  expect(names(container)).toBe(false);
});

test('from another namespace only names with the namespace count', () => {
  expect(names(value('redis'), redis, 'other')).toBe(false);
  expect(names({ args: ['$(REDIS_SERVICE_HOST)'] }, redis, 'other')).toBe(false);
  expect(names(value('redis.shop'), redis, 'other')).toBe(true);
});

test('any spec is taken, and few names are kept of it', () => {
  fc.assert(fc.property(fc.anything(), (spec) => void mentionsIn({ spec })));
  const env = Array.from({ length: 5000 }, (_, index) => ({
    name: `A${index}_URL`,
    value: `http://h${index}/`,
  }));
  const { hosts, variables } = mentionsIn({ spec: { containers: [{ env }] } });
  expect([hosts.size, variables.size]).toEqual([500, 500]);
});

test('what is hostile costs time in proportion to it only', () => {
  const env = ['-', '.', '@', '=', 'a.', '://'].map((part) => ({ name: 'X', value: part.repeat(500_000) }));
  expect(mentionsIn({ spec: { containers: [{ env }] } }).hosts.size).toBeLessThan(500);
});
