import { describe, expect, test } from 'vitest';
import { linkFamilies } from '../../src/env/ghosts.ts';
import { serviceVariables } from '../../src/env/service-links.ts';
import type { VariableEvidence } from '../../src/contracts/evidence.ts';
import { service } from './services.ts';

const variables = (...args: Parameters<typeof service>): VariableEvidence[] =>
  serviceVariables(service(...args), 'shop').map(({ name, value }) => ({ name, bytes: value.length }));

describe('link families without a Service', () => {
  test.each([
    ['an unnamed port', variables('old', '10.0.0.9', '80'), 7],
    ['named ports of two protocols', variables('old', '10.0.0.9', 'dns:53/UDP', 'dns-tcp:53'), 13],
    ['an IPv6 address', variables('old', '2001:db8::1', 'http:8080'), 8],
    ['SCTP', variables('old', '10.0.0.9', '5060/SCTP'), 7],
  ])('with %s are recognised whole', (_, others, count) => {
    const [family] = linkFamilies(others);
    expect(family).toMatchObject({ name: 'old', prefix: 'OLD' });
    expect(family?.variables).toHaveLength(count);
    const bytes = others.reduce((sum, each) => sum + each.name.length + (each.bytes ?? 0) + 2, 0);
    expect(family?.bytes).toBe(bytes);
  });

  test('are recognised by names alone where lengths are not known', () => {
    const names = variables('old', '10.0.0.9', '80').map(({ name }) => ({ name }));
    expect(linkFamilies(names)).toHaveLength(1);
  });

  test.each(['OLD_SERVICE_HOST', 'OLD_SERVICE_PORT', 'OLD_PORT', 'OLD_PORT_80_TCP', 'OLD_PORT_80_TCP_ADDR'])(
    'are none without %s',
    (lost) => {
      const others = variables('old', '10.0.0.9', '80').filter(({ name }) => name !== lost);
      expect(linkFamilies(others)).toEqual([]);
    },
  );

  test.each(['OLD_PORT_80_TCP', 'OLD_PORT_80_TCP_PROTO', 'OLD_PORT_80_TCP_PORT', 'OLD_PORT_80_TCP_ADDR'])(
    'are none where the length of %s does not fit',
    (odd) => {
      const others = variables('old', '10.0.0.9', '80').map((each) =>
        each.name === odd ? { name: odd, bytes: 99 } : each,
      );
      expect(linkFamilies(others)).toEqual([]);
    },
  );

  test('share a variable that an existing Service accounts for', () => {
    const others = variables('foo', '10.0.0.9', '80').filter(({ name }) => name !== 'FOO_SERVICE_PORT');
    expect(linkFamilies(others)).toEqual([]);
    expect(linkFamilies(others, new Set(['FOO_SERVICE_PORT']))[0]?.variables).toHaveLength(6);
  });

  test('say what the name may have been: every _ is shown as -', () => {
    expect(linkFamilies(variables('old-db-1', '10.0.0.9', '80'))[0]?.name).toBe('old-db-1');
  });
});
