import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedLines, predictServiceLinks, serviceVariables } from '../../src/env/service-links.ts';
import type { ServiceEvidence } from '../../src/contracts/evidence.ts';
import { oracle } from './oracle.ts';
import { service } from './services.ts';

const linesOf = (one: ServiceEvidence): string[] => expectedLines(serviceVariables(one, 'shop'));

describe('the variables of one Service', () => {
  // The Services of kubelet's own TestFromServices (pkg/kubelet/envvars/envvars_test.go).
  test.each<[string, ServiceEvidence, string[]]>([
    [
      'an unnamed port gives seven variables',
      service('foo-bar', '1.2.3.4', '8080'),
      [
        'FOO_BAR_SERVICE_HOST=1.2.3.4',
        'FOO_BAR_SERVICE_PORT=8080',
        'FOO_BAR_PORT=tcp://1.2.3.4:8080',
        'FOO_BAR_PORT_8080_TCP=tcp://1.2.3.4:8080',
        'FOO_BAR_PORT_8080_TCP_PROTO=tcp',
        'FOO_BAR_PORT_8080_TCP_PORT=8080',
        'FOO_BAR_PORT_8080_TCP_ADDR=1.2.3.4',
      ],
    ],
    [
      'each named port adds one, and the first port decides about SERVICE_PORT and PORT',
      service('abc-123', '5.6.7.8', 'u-d-p:8081/UDP', 't-c-p:8081/TCP'),
      [
        'ABC_123_SERVICE_HOST=5.6.7.8',
        'ABC_123_SERVICE_PORT=8081',
        'ABC_123_SERVICE_PORT_U_D_P=8081',
        'ABC_123_SERVICE_PORT_T_C_P=8081',
        'ABC_123_PORT=udp://5.6.7.8:8081',
        'ABC_123_PORT_8081_UDP=udp://5.6.7.8:8081',
        'ABC_123_PORT_8081_UDP_PROTO=udp',
        'ABC_123_PORT_8081_UDP_PORT=8081',
        'ABC_123_PORT_8081_UDP_ADDR=5.6.7.8',
        'ABC_123_PORT_8081_TCP=tcp://5.6.7.8:8081',
        'ABC_123_PORT_8081_TCP_PROTO=tcp',
        'ABC_123_PORT_8081_TCP_PORT=8081',
        'ABC_123_PORT_8081_TCP_ADDR=5.6.7.8',
      ],
    ],
    ['a headless Service gives none', service('none', 'None', '8082'), []],
    ['a Service without a cluster IP gives none', service('empty', '', '8082'), []],
    ['an ExternalName Service gives none', { name: 'external', ports: [], createdAt: '' }, []],
  ])('%s', (_, one, expected) => {
    expect(linesOf(one)).toEqual(expected);
  });

  test('IPv6 addresses stand in brackets in URLs only', () => {
    expect(linesOf(service('six', '2001:db8::1', '80'))).toEqual([
      'SIX_SERVICE_HOST=2001:db8::1',
      'SIX_SERVICE_PORT=80',
      'SIX_PORT=tcp://[2001:db8::1]:80',
      'SIX_PORT_80_TCP=tcp://[2001:db8::1]:80',
      'SIX_PORT_80_TCP_PROTO=tcp',
      'SIX_PORT_80_TCP_PORT=80',
      'SIX_PORT_80_TCP_ADDR=2001:db8::1',
    ]);
  });

  test('a port without a protocol is TCP, and SCTP keeps its name', () => {
    expect(linesOf(service('p', '1.1.1.1', '80/'))).toContain('P_PORT_80_TCP_PROTO=tcp');
    expect(linesOf(service('p', '1.1.1.1', '80/SCTP'))).toContain('P_PORT=sctp://1.1.1.1:80');
  });

  test('each variable knows its Service and port', () => {
    const variables = serviceVariables(service('web', '1.1.1.1', 'http:80', 'admin:90'), 'shop');
    expect(variables[0]).toEqual({
      name: 'WEB_SERVICE_HOST',
      value: '1.1.1.1',
      service: { namespace: 'shop', name: 'web' },
    });
    expect(variables.find(({ name }) => name === 'WEB_SERVICE_PORT_ADMIN')?.port).toBe('90/TCP');
    expect(variables.find(({ name }) => name === 'WEB_SERVICE_PORT')?.port).toBe('80/TCP');
  });

  test('any Services give what the independent oracle gives', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyService, { selector: ({ name }) => name, maxLength: 8 }), (services) => {
        const lines = services.flatMap(linesOf);
        expect(new Set(lines)).toEqual(oracle(services));
        const named = services
          .filter(({ clusterIP }) => clusterIP !== 'None')
          .map(({ ports }) => 3 + ports.filter(({ name }) => name !== undefined).length + 4 * ports.length);
        expect(lines.length).toBe(named.reduce((sum, count) => sum + count, 0));
      }),
    );
  });
});

describe('what a pod gets', () => {
  const kubernetes = service('kubernetes', '1.2.3.1', '8081');
  // The namespaces of kubelet's TestMakeEnvironmentVariables (pkg/kubelet/kubelet_pods_test.go).
  const inNamespace: Record<string, ServiceEvidence[]> = {
    default: [kubernetes, service('not-special', '1.2.3.8', '8088')],
    test1: [service('test', '1.2.3.3', '8083')],
    test2: [service('kubernetes', '1.2.3.4', '8084'), service('test', '1.2.3.5', '8085')],
  };
  test.each<[string, string, boolean, string[]]>([
    ['its namespace’s Services and kubernetes of default', 'test1', true, ['1.2.3.1', '1.2.3.3']],
    ['kubernetes alone with links off', 'test1', false, ['1.2.3.1']],
    ['its own namespace’s kubernetes instead of default’s', 'test2', true, ['1.2.3.4', '1.2.3.5']],
    ['default’s kubernetes with links off, even if its namespace has one', 'test2', false, ['1.2.3.1']],
    ['kubernetes once in the namespace default', 'default', true, ['1.2.3.1', '1.2.3.8']],
    ['kubernetes alone in the namespace default with links off', 'default', false, ['1.2.3.1']],
    ['kubernetes in a namespace without Services', 'empty', true, ['1.2.3.1']],
  ])('%s', (_, namespace, enableServiceLinks, hosts) => {
    const prediction = predictServiceLinks({
      services: inNamespace[namespace] ?? [],
      kubernetesService: kubernetes,
      namespace,
      enableServiceLinks,
    });
    const found = prediction.filter(({ name }) => name.endsWith('_SERVICE_HOST')).map(({ value }) => value);
    expect(found).toEqual(hosts);
    expect(prediction).toHaveLength(7 * hosts.length);
  });

  test('a headless kubernetes of its own does not replace default’s', () => {
    const prediction = predictServiceLinks({
      services: [service('kubernetes', 'None', '443')],
      kubernetesService: kubernetes,
      namespace: 'shop',
      enableServiceLinks: true,
    });
    expect(expectedLines(prediction)).toContain('KUBERNETES_SERVICE_HOST=1.2.3.1');
  });

  test('a name that two Services claim stays twice', () => {
    const prediction = predictServiceLinks({
      services: [service('foo', '1.1.1.1', '1000'), service('foo-service', '2.2.2.2', '2000')],
      namespace: 'shop',
      enableServiceLinks: true,
    });
    const claims = prediction.filter(({ name }) => name === 'FOO_SERVICE_PORT');
    // foo-service's own variables are FOO_SERVICE_SERVICE_PORT and FOO_SERVICE_PORT, its URL.
    expect(claims.map(({ value, service: { name } }) => [name, value])).toEqual([
      ['foo', '1000'],
      ['foo-service', 'tcp://2.2.2.2:2000'],
    ]);
  });
});

const anyName = fc.stringMatching(/^[a-z]([a-z0-9-]{0,14}[a-z0-9])?$/);
const anyService: fc.Arbitrary<ServiceEvidence> = fc.record({
  name: anyName,
  clusterIP: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('None')),
  ports: fc.uniqueArray(
    fc.record({
      name: fc.option(anyName, { nil: undefined }),
      port: fc.integer({ min: 1, max: 65_535 }),
      protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
    }),
    { minLength: 1, maxLength: 4, selector: ({ port, protocol }) => `${port}/${protocol}` },
  ),
  createdAt: fc.constant('2026-01-01T00:00:00Z'),
});
