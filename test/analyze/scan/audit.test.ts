import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../src/analyze/analyze.ts';
import { analyzeInventory } from '../../../src/analyze/scan/index.ts';
import { EVIDENCE_API_VERSION, type Evidence } from '../../../src/contracts/evidence.ts';
import type { Inventory } from '../../../src/contracts/inventory.ts';
import { KUBERNETES } from '../evidence.ts';
import { container, inUse, inventoryOf, someServices, workload } from './inventory.ts';

/** The first workload of an inventory as an audit sees it that could ask nothing of the container. */
function evidenceOf(inventory: Inventory): Evidence {
  const [first] = inventory.workloads;
  const [namespace] = inventory.namespaces;
  if (first === undefined || namespace === undefined) throw new Error('nothing to audit');
  const { containers, kind, name, apiVersion, enableServiceLinks } = first;
  return {
    apiVersion: EVIDENCE_API_VERSION,
    kind: 'Evidence',
    collectedAt: inventory.collectedAt,
    tool: inventory.tool,
    cluster: { server: 'https://127.0.0.1:6443' },
    services: { default: { known: true, value: [KUBERNETES] }, shop: namespace.services },
    containers: containers.map(({ starts, ...spec }) => ({
      target: 'deploy/web',
      pod: {
        namespace: 'shop',
        name: 'web-7d64',
        uid: '5b1c',
        status: 'Running',
        createdAt: '2026-01-01T00:00:00Z',
        enableServiceLinks: enableServiceLinks !== 'false',
        shareProcessNamespace: false,
        workload: { kind, name, apiVersion },
      },
      container: { ...spec, ...(starts && { startedAt: starts.oldest }), ready: true, restarts: 0 },
      probe: { known: false, problem: { code: 'not-asked', message: 'nobody asked' } },
    })),
    problems: [],
  };
}

const env = fc.uniqueArray(fc.constantFrom('LEVEL', 'A_PORT', 'A_SERVICE_HOST', 'B_SERVICE_PORT'));
const services = fc.uniqueArray(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd-service', 'e'), fc.constantFrom('2026-10-01', '2026-11-05')),
  { selector: ([name]) => name },
);
const images = fc.constantFrom('node:22', 'nginx:1', 'python:3', 'registry.example/app:1');

test('a scan and an audit that could ask nothing give the same figures and the same cost', () => {
  fc.assert(
    fc.property(services, env, images, fc.nat({ max: 1500 }), (named, names, image, more) => {
      const own = named.map(([name, day]) => inUse(name, { createdAt: `${day}T00:00:00Z` }));
      const scene = {
        services: [...own, ...someServices(more)],
        container: { image, env: names.map((name) => ({ name, from: 'value' as const, bytes: 0 })) },
      };
      const inventory = inventoryOf(scene);
      const [audited] = analyze(evidenceOf(inventory)).containers;
      const report = analyzeInventory(inventory, { staleAfterMs: 0, rules: [] });
      const [scanned] = report.workloads[0]?.containers ?? [];
      expect(scanned?.injected.nextRestart).toEqual(audited?.count.predicted.nextRestart);
      expect(scanned?.injected.oldestStart).toMatchObject(audited?.count.predicted.atStart ?? {});
      expect(scanned?.headroom.now).toEqual(audited?.headroom.now);
      expect(scanned?.headroom.nextRestart).toEqual(audited?.headroom.nextRestart);
      expect(scanned?.runtime).toBe(audited?.cost.runtime);
    }),
    { numRuns: 40 },
  );
});

test('with links off the next start is that of the audit, too', () => {
  const inventory = inventoryOf({ services: 100, workload: { enableServiceLinks: 'false' } });
  const [audited] = analyze(evidenceOf(inventory)).containers;
  const [scanned] =
    analyzeInventory(inventory, { staleAfterMs: 0, rules: [] }).workloads[0]?.containers ?? [];
  expect(scanned?.injected.nextRestart).toEqual(audited?.count.predicted.nextRestart);
  expect(scanned?.headroom.nextRestart).toEqual(audited?.headroom.nextRestart);
});

test('2,000 workloads in a namespace of 5,000 Services are judged, each like one alone', () => {
  const list = someServices(5000).map((each, index) => ({
    ...each,
    createdAt: new Date(Date.parse('2026-10-31T23:50:00Z') + index * 1000).toISOString(),
  }));
  const inventory = inventoryOf({ services: list });
  const workloads = Array.from({ length: 2000 }, (_, index) => ({
    ...workload({ workload: { name: `web-${index}` } }),
    containers: [
      container({
        image: ['node:22', 'nginx:1', 'python:3'][index % 3] ?? '',
        env: [{ name: `ORDERS_API_${String(index).padStart(4, '0')}_PORT`, from: 'value', bytes: 4 }],
      }),
    ],
  }));
  const options = { staleAfterMs: 0, rules: [] };
  const report = analyzeInventory({ ...inventory, workloads }, options);
  expect(report.workloads).toHaveLength(2000);
  expect(report.summary.variables).toBe(2000 * 2 * (40_008 - 1));
  for (const index of [0, 1, 2, 1999]) {
    const alone = analyzeInventory({ ...inventory, workloads: workloads.slice(index, index + 1) }, options);
    expect(report.workloads.find(({ name }) => name === `web-${index}`)).toEqual(alone.workloads[0]);
    expect(alone.workloads[0]?.containers[0]?.injected).toMatchObject({
      oldestStart: { services: 1 + 601, variables: 8 + 601 * 8 - (index < 601 ? 1 : 0) },
      nextRestart: { services: 5001, variables: 40_007 },
    });
  }
});
