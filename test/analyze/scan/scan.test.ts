import { describe, expect, test } from 'vitest';
import { analyzeInSteps, analyzeInventory } from '../../../src/analyze/scan/index.ts';
import type { Inventory, ServiceInventory, WorkloadInventory } from '../../../src/contracts/inventory.ts';
import { service } from '../../env/services.ts';
import {
  DAY_MS,
  NOW,
  inUse,
  inventoryOf,
  namespaceOf,
  scan,
  someServices,
  workload,
  workloadOf,
  type Scene,
} from './inventory.ts';

test('it can be taken step by step, with no step for more than one workload or namespace', () => {
  const inventory = inventoryOf({ services: someServices(20) });
  const options = { staleAfterMs: 90 * DAY_MS, rules: [] };
  const steps = analyzeInSteps(inventory, options);
  let count = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) count += 1;
  expect(count).toBe(2 * inventory.namespaces.length + inventory.workloads.length);
  expect(step.value).toEqual(analyzeInventory(inventory, options));
});

describe('a workload', () => {
  test('has what Services put in at its oldest and newest start, and at the next', () => {
    const services = [
      inUse('old', { createdAt: '2026-01-01T00:00:00Z' }),
      inUse('newer', { createdAt: '2026-11-01T12:00:00Z' }),
      inUse('newest', { createdAt: '2026-11-10T00:00:00Z' }),
    ];
    const [container] = workloadOf({ services }).containers;
    expect(container?.injected).toMatchObject({
      oldestStart: { at: '2026-11-01T00:00:00Z', variables: 16, services: 2 },
      newestStart: { at: '2026-11-02T00:00:00Z', variables: 24, services: 3 },
      nextRestart: { variables: 32, services: 4 },
    });
    expect(container?.injected).not.toHaveProperty('floor');
  });

  test('has only the variables of kubernetes with links off', () => {
    const { containers, reason, severity } = workloadOf({ workload: { enableServiceLinks: 'false' } });
    expect(containers[0]?.injected.nextRestart).toMatchObject({ variables: 8, services: 1 });
    expect(severity).toBe('ok');
    expect(reason).toBe('Service links are off: of the Services only kubernetes gives it variables.');
  });

  test('counts declared names once: those hide links', () => {
    const env = ['LEVEL', 'ORDERS_API_0000_PORT', 'ORDERS_API_0000_PORT'].map((name) => ({
      name,
      from: 'value' as const,
      bytes: 10,
    }));
    const [container] = workloadOf({ services: 1, container: { env } }).containers;
    expect(container?.declared).toEqual({ variables: 2, bytes: 5 + 12 + 20 + 12 });
    expect(container?.injected.nextRestart.variables).toBe(8 + 8 - 1);
  });

  test('uses of the exec limit what Services and its spec put in, with pointers and arguments', () => {
    const [container] = workloadOf({
      services: 0,
      container: { command: ['/app'], args: ['-v'], env: [{ name: 'LEVEL', from: 'value', bytes: 4 }] },
    }).containers;
    const { bytes, variables } = container!.injected.nextRestart;
    const expected = bytes + 'LEVEL=info\0'.length + '/app\0-v\0'.length + 8 * (variables + 1 + 2);
    expect(container?.headroom.nextRestart.bytes).toBe(expected);
    expect(container?.headroom.limitBytes).toBe(2_097_152);
  });

  test.each<[string, Partial<WorkloadInventory>, boolean]>([
    ['unset', { enableServiceLinks: 'unset' }, true],
    ['true', { enableServiceLinks: 'true' }, true],
    ['false', { enableServiceLinks: 'false' }, false],
    ['unseen, with pods that have links', { enableServiceLinks: 'unseen' }, true],
    [
      'unseen, with pods that have none',
      { enableServiceLinks: 'unseen', pods: { count: 2, withServiceLinks: 0 } },
      false,
    ],
    ['unseen, without pods', { enableServiceLinks: 'unseen', pods: { count: 0, withServiceLinks: 0 } }, true],
  ])('whose template says %s will have links: %s', (_, changes, effective) => {
    expect(workloadOf({ workload: changes }).serviceLinks.effective).toBe(effective);
  });

  test('has its containers worst first, init containers and sidecars among them', () => {
    const { containers } = workloadOf({
      services: 2001,
      container: { image: 'nginx:1' },
      others: [
        { name: 'setup', type: 'init', command: ['bash', '-c', ':'] },
        { name: 'go', image: 'golang:1' },
      ],
    });
    expect(containers.map(({ name }) => name)).toEqual(['setup', 'go', 'web']);
  });

  test('without containers is no failure', () => {
    expect(workloadOf({ workload: { containers: [] } })).toMatchObject({
      severity: 'ok',
      reason: 'It has no containers.',
    });
  });
});

describe('where Services are not known', () => {
  const scene: Scene = {
    forbidden: true,
    workload: { enableServiceLinks: 'unset' },
    container: {
      image: 'node:22',
      execProbes: [{ kind: 'liveness', command: ['true'], timeoutSeconds: 1, periodSeconds: 10 }],
    },
  };
  const why =
    'Unknown, because the Services of namespace shop could not be listed: may not list services in namespace shop';

  test('a workload with links is unknown, with the reason, never ok', () => {
    expect(workloadOf(scene)).toMatchObject({ severity: 'unknown', reason: why });
    expect(workloadOf({ ...scene, workload: { enableServiceLinks: 'true' } }).severity).toBe('unknown');
  });

  test('its figures are a floor, and costs that would be wrong are left out', () => {
    const [container] = workloadOf(scene).containers;
    expect(container?.injected).toMatchObject({ floor: true, nextRestart: { variables: 8 } });
    expect(container?.cost).toBeUndefined();
    expect(container?.execProbes).toEqual([]);
  });

  test('a workload without links is ok', () => {
    expect(workloadOf({ ...scene, workload: { enableServiceLinks: 'false' } }).severity).toBe('ok');
  });

  test('what is bad all the same stands', () => {
    const env = Array.from({ length: 21 }, (_, index) => ({
      name: `BLOB_${index}`,
      from: 'value' as const,
      bytes: 100_000,
    }));
    expect(workloadOf({ ...scene, container: { env } }).severity).toBe('critical');
  });

  test('the namespace is unknown, and the problem is listed as incomplete', () => {
    expect(namespaceOf(scene)).toMatchObject({ severity: 'unknown', reason: why });
    expect(namespaceOf(scene)).not.toHaveProperty('services');
    expect(namespaceOf(scene).forecast).toEqual({
      history: [],
      ahead: [],
      unknown: 'the Services are not known: may not list services in namespace shop',
    });
    const report = scan(scene);
    expect(report.incomplete.map(({ code }) => code)).toEqual(['forbidden']);
    expect(report.summary).toMatchObject({ worst: 'unknown', bySeverity: { unknown: 1 } });
  });

  test('in manifests nothing is incomplete: nobody asked', () => {
    expect(scan({ ...scene, manifests: true }).incomplete).toEqual([]);
  });

  test('workloads of a namespace that is not part of the inventory are not left out', () => {
    const elsewhere = { ...workload(), namespace: 'elsewhere' };
    const report = scan({ workloads: [elsewhere] });
    expect(report.namespaces.map(({ name, severity }) => [name, severity])).toEqual([
      ['elsewhere', 'unknown'],
      ['shop', 'ok'],
    ]);
    expect(report.workloads).toHaveLength(2);
  });
});

describe('a namespace', () => {
  test('sums up its Services, its workloads and what switching off saves', () => {
    const services = [
      ...someServices(100),
      inUse('headless', { clusterIP: 'None' }),
      inUse('empty', { ports: [] }),
    ];
    const off = { ...workload({ workload: { name: 'off', enableServiceLinks: 'false' } }) };
    const report = namespaceOf({ services, workloads: [off] });
    expect(report).toMatchObject({
      name: 'shop',
      services: { total: 102, linked: 100 },
      injected: { variables: 808, services: 101 },
      perService: { variables: 8 },
      workloads: 2,
      pods: 4,
      containers: 2,
      saves: { variables: 2 * 800 },
    });
    const own = report.injected.bytes - namespaceOf({ services: [] }).injected.bytes;
    expect(report.saves.bytes).toBe(2 * own);
    expect(report.perService.bytes).toBe(Math.round(own / 100));
    const { node, bash, sh } = report.saves.cpuMsPerSpawn;
    for (const [low, high] of [node, bash, sh]) expect(low).toBeLessThanOrEqual(high);
    expect(node[0]).toBeGreaterThan(sh[0]);
  });

  test('without Services saves nothing', () => {
    expect(namespaceOf({ services: [] })).toMatchObject({
      severity: 'ok',
      services: { total: 0, linked: 0 },
      perService: { variables: 0, bytes: 0 },
      saves: { variables: 0, bytes: 0, cpuMsPerSpawn: { node: [0, 0], bash: [0, 0], sh: [0, 0] } },
    });
  });

  test('whose workloads have no links says so', () => {
    expect(namespaceOf({ services: 2001, workload: { enableServiceLinks: 'false' } })).toMatchObject({
      severity: 'ok',
      reason: 'No workload has service links.',
    });
  });

  test('tells how many workloads are as bad as the worst', () => {
    expect(namespaceOf({ services: 2001 }).reason).toBe(
      '1 of 1 workload is high; a container with service links gets 16,016 variables from 2,001 Services.',
    );
  });

  test('without workloads is unknown where its Services are, not well', () => {
    const inventory = { ...inventoryOf({ forbidden: true }), workloads: [] };
    const [report] = analyzeInventory(inventory, { staleAfterMs: 0, rules: [] }).namespaces;
    expect(report).toMatchObject({ severity: 'unknown', reason: expect.stringMatching(/^Unknown, because/) });
  });

  test('default does not count kubernetes among what its Services cost', () => {
    const inventory = inventoryOf();
    const kubernetes = { ...service('kubernetes', '10.96.0.1', 'https:443'), type: 'ClusterIP' };
    const own: Inventory = {
      ...inventory,
      namespaces: [{ name: 'default', services: { known: true, value: [kubernetes] } }],
      workloads: [workload({ workload: { namespace: 'default' } })],
    };
    const [report] = analyzeInventory(own, { staleAfterMs: 0, rules: [] }).namespaces;
    expect(report).toMatchObject({
      services: { total: 1, linked: 1 },
      injected: { variables: 8 },
      reason: 'A container with service links gets 8 variables from the Service kubernetes alone.',
      saves: { variables: 0 },
    });
  });
});

describe('the report', () => {
  test('has what hurts most first: by severity, then by what is injected in all', () => {
    const others = [
      workload({ workload: { name: 'small' }, container: { image: 'nginx:1' } }),
      workload({
        workload: { name: 'large' },
        container: { image: 'nginx:1' },
        others: [{ image: 'nginx:1' }],
      }),
      workload({ workload: { name: 'off', enableServiceLinks: 'false' } }),
      workload({ workload: { name: 'poor' }, container: { image: 'node:22', cpuLimit: 0.1 } }),
    ];
    const report = scan({ services: 2001, workloads: others });
    expect(report.workloads.map(({ name, severity }) => [name, severity])).toEqual([
      ['poor', 'critical'],
      ['web', 'high'],
      ['large', 'info'],
      ['small', 'info'],
      ['off', 'ok'],
    ]);
    expect(report.summary).toMatchObject({
      namespaces: 1,
      services: 2001,
      workloads: 5,
      pods: 10,
      containers: 12,
      bySeverity: { unknown: 0, ok: 1, info: 2, low: 0, medium: 0, high: 1, critical: 1 },
      worst: 'critical',
      wouldNotRestart: 0,
    });
    expect(report.summary.variables).toBe(10 * 16_016 + 2 * 8);
  });

  test('counts the workloads that would not start again today', () => {
    const off = workload({ workload: { name: 'off', enableServiceLinks: 'false' } });
    expect(scan({ services: 6000, workloads: [off] }).summary.wouldNotRestart).toBe(1);
  });

  test('is the same for the same inventory, and leaves the inventory as it was', () => {
    const inventory = inventoryOf({ services: someServices(200), workload: { enableServiceLinks: 'unset' } });
    const before = structuredClone(inventory);
    const options = { staleAfterMs: DAY_MS, rules: [] };
    const first = JSON.stringify(analyzeInventory(inventory, options));
    expect(JSON.stringify(analyzeInventory(structuredClone(inventory), options))).toBe(first);
    expect(inventory).toEqual(before);
  });

  test('lists each problem once', () => {
    const problem = { code: 'forbidden', message: 'may not list services in namespace shop' };
    const inventory = { ...inventoryOf({ forbidden: true }), problems: [problem] };
    expect(analyzeInventory(inventory, { staleAfterMs: 0, rules: [] }).incomplete).toEqual([problem]);
  });

  test('of an empty cluster is empty', () => {
    const inventory = { ...inventoryOf(), namespaces: [], workloads: [] };
    expect(analyzeInventory(inventory, { staleAfterMs: 0, rules: [] })).toMatchObject({
      namespaces: [],
      workloads: [],
      staleServices: [],
      summary: { workloads: 0, worst: 'ok' },
      incomplete: [],
    });
  });
});

describe('a Service is', () => {
  const gone: Partial<ServiceInventory> = { endpoints: { ready: 0, notReady: 0 }, pods: 0 };
  const noSelector = (): ServiceInventory => {
    const { selector: _selector, ...rest } = inUse('web', gone);
    return rest;
  };
  const without = (key: 'endpoints' | 'pods'): ServiceInventory => {
    const { [key]: _left, ...rest } = inUse('web', gone);
    return rest;
  };

  test.each<[string, ServiceInventory, string[]]>([
    [
      'nothing behind it',
      inUse('web', gone),
      ['no endpoints', 'its selector matches no pod', 'created 323d ago'],
    ],
    [
      'nothing behind it and an old change',
      inUse('web', { ...gone, changedAt: '2026-03-01T00:00:00Z' }),
      ['no endpoints', 'its selector matches no pod', 'nobody changed it for 264d'],
    ],
    [
      'endpoints that nobody may read',
      without('endpoints'),
      ['its selector matches no pod', 'created 323d ago'],
    ],
    ['pods that were not all seen', without('pods'), ['no endpoints', 'created 323d ago']],
    [
      'no selector and no endpoints',
      noSelector(),
      ['no endpoints', 'it has no selector', 'created 323d ago'],
    ],
  ])('stale with %s', (_, one, because) => {
    expect(scan({ services: [one] }).staleServices).toEqual([
      expect.objectContaining({ namespace: 'shop', name: 'web', because, variables: 8, containers: 2 }),
    ]);
  });

  test.each<[string, ServiceInventory]>([
    ['endpoints', inUse('web', { pods: 0 })],
    ['endpoints that are not ready', inUse('web', { pods: 0, endpoints: { ready: 0, notReady: 1 } })],
    ['pods that its selector matches', inUse('web', { ...gone, pods: 1 })],
    [
      'no selector, but endpoints that somebody else keeps',
      { ...noSelector(), endpoints: { ready: 1, notReady: 0 } },
    ],
    ['no selector, and endpoints that nobody may read', withoutEndpoints(noSelector())],
    ['no cluster IP', inUse('web', { ...gone, clusterIP: 'None' })],
    ['an external name', inUse('web', { ...gone, clusterIP: '', type: 'ExternalName' })],
    ['no ports, so no variables', inUse('web', { ...gone, ports: [] })],
    ['a young age', inUse('web', { ...gone, createdAt: '2026-11-01T00:00:00Z' })],
    ['a young change', inUse('web', { ...gone, changedAt: '2026-11-01T00:00:00Z' })],
    ['an unreadable age', inUse('web', { ...gone, createdAt: '' })],
    ['the name kubernetes', inUse('kubernetes', gone)],
    ['neither endpoints nor pods known', (({ endpoints: _e, pods: _p, ...rest }) => rest)(inUse('web'))],
  ])('not stale with %s', (_, one) => {
    expect(scan({ services: [one] }).staleServices).toEqual([]);
  });

  test('not stale when a workload that is scaled to zero stands behind it', () => {
    const services = [inUse('web', gone)];
    const asleep = { selectedBy: ['web'], replicas: 0, pods: { count: 0, withServiceLinks: 0 } };
    expect(scan({ services, workload: asleep }).staleServices).toEqual([]);
  });

  test('stale from the age that is asked for', () => {
    const services = [inUse('web', { ...gone, createdAt: '2026-11-10T00:00:00Z' })];
    const after = (days: number): number =>
      scan({ services, options: { staleAfterMs: days * DAY_MS } }).summary.staleServices;
    expect([after(0), after(10), after(11)]).toEqual([1, 1, 0]);
  });

  test('listed the oldest first', () => {
    const services = ['2026-03-01', '2026-01-01', '2026-02-01'].map((day, index) =>
      inUse(`s-${index}`, { ...gone, createdAt: `${day}T00:00:00Z` }),
    );
    expect(scan({ services }).staleServices.map(({ name }) => name)).toEqual(['s-1', 's-2', 's-0']);
  });
});

/** Services that came after the containers' start. */
function recent(count: number): ServiceInventory[] {
  return someServices(count, { createdAt: '2026-11-10T00:00:00Z' });
}

describe('draining a node', () => {
  const scope: Inventory['scope'] = { namespaces: 'all', node: 'node-1' };
  const here = { count: 2, withServiceLinks: 2, onNode: 1 };

  test('sets off what would not start, and what starts with much more', () => {
    const workloads = [
      workload({ workload: { name: 'off', enableServiceLinks: 'false', pods: here } }),
      workload({ workload: { name: 'elsewhere', pods: { ...here, onNode: 0 } } }),
      workload({ workload: { name: 'agent', kind: 'daemonset', pods: here } }),
      workload({ workload: { name: 'etcd-node-1', kind: 'pod', static: true, pods: here } }),
    ];
    const { drain } = scan({ services: recent(6000), scope, workload: { pods: here }, workloads });
    expect(drain).toMatchObject({ node: 'node-1', pods: 2 });
    expect(drain?.workloads).toEqual([
      {
        namespace: 'shop',
        kind: 'deployment',
        name: 'web',
        pods: 1,
        fails: true,
        variables: { now: 8, next: 48_008 },
        reason: expect.stringMatching(/^container web needs 1\d\d\.\d% of the kernel’s exec limit/),
      },
    ]);
  });

  test('lists growth into a worse row', () => {
    const { drain } = scan({ services: recent(200), scope, workload: { pods: here } });
    expect(drain?.workloads).toMatchObject([
      {
        fails: false,
        variables: { now: 8, next: 1608 },
        reason: 'container web starts with 1,608 variables from Services instead of 8',
      },
    ]);
  });

  test('leaves out what starts as it was', () => {
    expect(scan({ services: 200, scope, workload: { pods: here } }).drain).toEqual({
      node: 'node-1',
      pods: 1,
      workloads: [],
    });
  });

  test('says that nothing makes a bare pod anew', () => {
    const { drain } = scan({ services: recent(200), scope, workload: { kind: 'pod', pods: here } });
    expect(drain?.workloads[0]?.reason).toMatch(/nothing makes the pod anew/);
  });

  test('is not told of when nobody asks', () => {
    expect(scan()).not.toHaveProperty('drain');
  });
});

test('the time of the inventory is now', () => {
  expect(scan({ services: 3 }).collectedAt).toBe(NOW);
});

function withoutEndpoints({ endpoints: _left, ...rest }: ServiceInventory): ServiceInventory {
  return rest;
}

test('an inventory that is spent gives the same report, and is empty of workloads afterwards', () => {
  const scene: Scene = { services: someServices(20), workload: { kind: 'cronjob' } };
  const options = { staleAfterMs: 30 * DAY_MS, rules: [] };
  const inventory = inventoryOf(scene);
  expect(inventory.workloads.length).toBeGreaterThan(0);
  const report = analyzeInventory(inventory, { ...options, spend: true });
  expect(inventory.workloads).toEqual([]);
  expect(JSON.stringify(report)).toBe(JSON.stringify(analyzeInventory(inventoryOf(scene), options)));
});
