import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { declaredVariables } from '../../src/env/declared.ts';
import { linkIndex } from '../../src/env/link-index.ts';
import { predictForPod } from '../../src/env/prediction.ts';
import { atStart, nextRestart } from '../../src/env/timeline.ts';
import type { Evidence, Known, ServiceEvidence } from '../../src/contracts/evidence.ts';
import type { ServiceInventory } from '../../src/contracts/inventory.ts';
import { oracle } from './oracle.ts';
import { service } from './services.ts';

const KUBERNETES = service('kubernetes', '10.96.0.1', 'https:443');
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((day) => `${day}T00:00:00Z`);

const known = <T>(value: T): Known<T> => ({ known: true, value });
const unknown: Known<never> = { known: false, problem: { code: 'forbidden', message: 'may not list' } };

function indexOf(services: readonly ServiceEvidence[], namespace = 'shop') {
  return linkIndex({
    namespace,
    services: known(services.map((each) => ({ ...each, type: 'ClusterIP' }))),
    kubernetesService: known(KUBERNETES),
  });
}

// Few letters and suffixes, so that names collide: `a` and `a-service` both make A_SERVICE_PORT, `a-port` too.
const name = fc
  .tuple(fc.constantFrom('a', 'b', '1a', 'kubernetes'), fc.constantFrom('', '-service', '-port', '-b'))
  .map((parts) => parts.join(''));
const ports = fc.uniqueArray(
  fc.record(
    {
      port: fc.constantFrom(80, 443, 5432, 65_535),
      protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
      name: fc.constantFrom('http', 'a', 'db-port'),
    },
    { requiredKeys: ['port', 'protocol'] },
  ),
  { selector: ({ port, protocol }) => `${port}/${protocol}`, maxLength: 10 },
);
const anyService = fc.record(
  {
    name,
    clusterIP: fc.constantFrom('10.0.0.1', '10.96.100.200', 'fd00::1', '', 'None'),
    ports,
    createdAt: fc.constantFrom(...DAYS, 'never'),
  },
  { requiredKeys: ['name', 'ports', 'createdAt'] },
);
const services = fc.uniqueArray(anyService, { selector: (each) => each.name, maxLength: 12 });
const namespace = fc.constantFrom('shop', 'default');
const declared = fc.uniqueArray(
  fc.constantFrom('A_SERVICE_PORT', 'A_PORT', 'A_SERVICE_HOST', 'KUBERNETES_PORT', 'LEVEL'),
);
const at = fc.option(fc.constantFrom(...DAYS, '2026-01-02T12:00:00Z', 'unreadable'), { nil: undefined });

test('totals are those of the audit, for any Services, time and declared names', () => {
  fc.assert(
    fc.property(services, namespace, declared, at, fc.boolean(), (list, ns, names, time, links) => {
      const evidence: Evidence['services'] = { default: known([KUBERNETES]), [ns]: known(list) };
      if (ns === 'default') evidence['default'] = known([KUBERNETES, ...list.filter(notKubernetes)]);
      const own = ns === 'default' ? list.filter(notKubernetes) : list;
      const prediction = predictForPod(evidence, { namespace: ns, enableServiceLinks: links });
      const spec = declaredVariables({
        env: names.map((each) => ({ name: each, from: 'value' })),
        envFrom: [],
      });
      const expected =
        time === undefined
          ? nextRestart(prediction, spec)
          : atStart({ prediction, declared: spec, ghosts: [], startedAt: time });
      const index = indexOf(own, ns);
      const totals = links ? index.totals : index.withoutLinks;
      expect(totals({ at: time, without: names })).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});

test('names and claims are those of an independent oracle', () => {
  fc.assert(
    fc.property(services, (list) => {
      const own = list.filter(notKubernetes);
      const index = indexOf(own);
      const lines = [...index.names()].flatMap((each) =>
        index.claims(each).map(({ name: claimed, value }) => `${claimed}=${value}`),
      );
      expect(new Set(lines)).toEqual(oracle([KUBERNETES, ...own]));
      const names = [...oracle([KUBERNETES, ...own])].map((line) => line.split('=', 1)[0] ?? '');
      expect(new Set(index.names())).toEqual(new Set(names));
      const bytes = [...new Set(names)].reduce((sum, each) => sum + Buffer.byteLength(each), 0);
      expect(index.nameBytes()).toBe(bytes);
    }),
  );
});

describe('a namespace of', () => {
  test.each<[string, number, ServiceEvidence]>([
    ['one unnamed port makes 7', 7, service('web', '10.0.0.1', '80')],
    ['one named port makes 8', 8, service('web', '10.0.0.1', 'http:80')],
    ['ten named ports makes 53', 53, service('web', '10.0.0.1', ...tenPorts())],
    ['no ports makes none', 0, service('web', '10.0.0.1')],
    ['a headless Service makes none', 0, service('web', 'None', '80')],
    ['no address makes none', 0, service('web', '', '80')],
    ['an IPv6 address makes as many', 7, service('web', 'fd00::1', '80')],
  ])('%s', (_, variables, one) => {
    expect(indexOf([one]).totals().variables - indexOf([]).totals().variables).toBe(variables);
  });

  test('two Services that claim one name counts it once, with the longer value', () => {
    const index = indexOf([service('a', '10.0.0.1', '80'), service('a-service', '10.0.0.2', '8080')]);
    expect([...index.shared()]).toEqual(['A_SERVICE_PORT']);
    expect(index.claims('A_SERVICE_PORT').map(({ value }) => value)).toEqual(['80', 'tcp://10.0.0.2:8080']);
    expect(index.totals().variables).toBe(8 + 7 + 7 - 1);
    expect(index.totals({ without: ['A_SERVICE_PORT'] }).variables).toBe(8 + 7 + 7 - 2);
  });

  test('Services that may not be listed has the names of kubernetes alone', () => {
    const index = linkIndex({ namespace: 'shop', services: unknown, kubernetesService: known(KUBERNETES) });
    expect(index).toMatchObject({ known: false, masterKnown: true, own: [] });
    expect(index.totals()).toEqual(index.withoutLinks());
    expect([...index.names()].every((each) => each.startsWith('KUBERNETES_'))).toBe(true);
  });

  test('nothing that is known has no names', () => {
    const index = linkIndex({ namespace: 'shop', services: unknown, kubernetesService: unknown });
    expect(index.masterKnown).toBe(false);
    expect(index.totals()).toEqual({ variables: 0, bytes: 0, services: 0 });
  });
});

test('5,000 Services of ten named ports each make 265,000 names', () => {
  const list = Array.from({ length: 5000 }, (_, index) => service(`s-${index}`, '10.0.0.1', ...tenPorts()));
  const { totals, own, shared } = indexOf(list);
  expect(totals().variables).toBe(8 + 5000 * 53);
  expect(own).toHaveLength(5000);
  expect([...shared()]).toEqual([]);
});

test('10,000 Services of one name, as hostile manifests may have them, make the names of one', () => {
  const list = Array.from({ length: 10_000 }, (_, index) => service('web', `10.0.0.${index % 250}`, '80'));
  const index = indexOf(list);
  expect(index.totals().variables).toBe(8 + 7);
  expect(index.claims('WEB_SERVICE_HOST')).toHaveLength(10_000);
  expect(index.own).toHaveLength(10_000);
});

test('each Service of the namespace has its share, the oldest first, kubernetes not among them', () => {
  const list: ServiceInventory[] = [
    { ...service('new', '10.0.0.1', 'http:80'), createdAt: DAYS[2] ?? '', type: 'ClusterIP' },
    { ...service('old', '10.0.0.2', '80'), createdAt: DAYS[0] ?? '', type: 'ClusterIP' },
    { ...service('headless', 'None', '80'), type: 'ClusterIP' },
  ];
  const { own, totals, withoutLinks } = indexOf(list);
  expect(own.map((each) => [each.service.name, each.variables])).toEqual([
    ['old', 7],
    ['new', 8],
  ]);
  const bytes = own.reduce((sum, each) => sum + each.bytes, 0);
  expect(totals().bytes - withoutLinks().bytes).toBe(bytes);
});

function notKubernetes(each: ServiceEvidence): boolean {
  return each.name !== 'kubernetes';
}

function tenPorts(): string[] {
  return Array.from({ length: 10 }, (_, index) => `p${index}:${8000 + index}`);
}
