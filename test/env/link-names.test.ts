import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkNamesIn } from '../../src/env/link-names.ts';
import { serviceVariables } from '../../src/env/service-links.ts';

test.each([
  ['REDIS_SERVICE_HOST', ['REDIS_SERVICE_HOST']],
  [
    'http://$(REDIS_MASTER_SERVICE_HOST):$(REDIS_MASTER_SERVICE_PORT_HTTP)/',
    ['REDIS_MASTER_SERVICE_HOST', 'REDIS_MASTER_SERVICE_PORT_HTTP'],
  ],
  [
    '"${A_PORT_80_TCP}", $A_PORT_80_TCP_ADDR;A_PORT_53_UDP_PROTO A_PORT_9_SCTP_PORT',
    ['A_PORT_80_TCP', 'A_PORT_80_TCP_ADDR', 'A_PORT_53_UDP_PROTO', 'A_PORT_9_SCTP_PORT'],
  ],
  ['B_SERVICE_PORT A_SERVICE_HOST B_SERVICE_PORT', ['B_SERVICE_PORT', 'A_SERVICE_HOST']],
  ['3SCALE_SERVICE_HOST', ['3SCALE_SERVICE_HOST']],
  ['KUBERNETES_DASHBOARD_SERVICE_HOST', ['KUBERNETES_DASHBOARD_SERVICE_HOST']],
  ['KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT_HTTPS KUBERNETES_PORT_443_TCP_ADDR', []],
  ['REDIS_PORT is the setting of too many apps', []],
  ['SERVICE_HOST _SERVICE_HOST redis_service_host XREDIS_SERVICE_HOSTS', []],
  ['myREDIS_SERVICE_HOST REDIS_SERVICE_HOSTx', []],
  ['A_PORT_123456_TCP A_PORT_80_HTTP A_PORT__TCP', []],
  ['', []],
])('%j names %j', (text, names) => {
  expect(linkNamesIn(text)).toEqual(names);
});

test('no more than asked for, the first ones', () => {
  const text = Array.from({ length: 100 }, (_, index) => `S${index}_SERVICE_HOST`).join(' ');
  expect(linkNamesIn(text)).toHaveLength(20);
  expect(linkNamesIn(text, 2)).toEqual(['S0_SERVICE_HOST', 'S1_SERVICE_HOST']);
});

const label = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/)
  .filter((name) => !/^kubernetes$/.test(name));
const service = fc.record({
  name: label,
  ports: fc.array(
    fc.record({
      name: fc.stringMatching(/^[a-z]([a-z0-9-]{0,12}[a-z0-9])?$/),
      port: fc.integer({ min: 1, max: 65_535 }),
      protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const between = fc.stringMatching(/^[ a-z.,:/(){}$"'=\n-]{1,5}$/);

test('every variable of every Service but X_PORT is found in any text', () => {
  fc.assert(
    fc.property(service, fc.array(between, { minLength: 1 }), (each, gaps) => {
      const evidence = { ...each, clusterIP: '10.0.0.1', createdAt: '' };
      const names = [...new Set(serviceVariables(evidence, 'shop').map(({ name }) => name))];
      const text = names.map((name, index) => `${gaps[index % gaps.length]} ${name} `).join('');
      const bare = `${each.name.replaceAll('-', '_').toUpperCase()}_PORT`;
      const found = linkNamesIn(text, 1000);
      expect(names.filter((name) => !found.includes(name))).toEqual(
        names.includes(bare) ? missing(bare) : [],
      );
    }),
  );
});

/** X_PORT is left out, unless X itself ends so that it looks like another variable. */
function missing(bare: string): string[] {
  return linkNamesIn(bare).length > 0 ? [] : [bare];
}

test('whatever the text, each name stands in it once and has a prefix', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('A', 'B_', '_SERVICE_HOST', '_PORT', '_80', '_TCP', ' ', '$', 'KUBERNETES'),
      }),
      (text) => {
        const names = linkNamesIn(text, 1000);
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) {
          expect(text).toContain(name);
          expect(name).toMatch(/^[A-Z0-9].*(_SERVICE_(HOST|PORT)|_PORT_80_TCP)/);
        }
      },
    ),
  );
});

test('megabytes of anything are looked through', () => {
  for (const part of ['A_', 'A_PORT_', 'A'.repeat(91) + ' ', '_', `${'A_SERVICE_PORT'.repeat(6)} `]) {
    expect(linkNamesIn(part.repeat(Math.ceil(4_000_000 / part.length)), 5).length).toBeLessThanOrEqual(5);
  }
});
