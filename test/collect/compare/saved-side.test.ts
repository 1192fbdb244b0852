import { describe, expect, test } from 'vitest';
import { sideFromEvidence, sideFromInventory } from '../../../src/collect/compare/saved-side.ts';
import { INVENTORY_API_VERSION, type Inventory } from '../../../src/contracts/inventory.ts';
import { evidenceOf } from '../../analyze/evidence.ts';

const evidence = evidenceOf({ services: 5 });
const [container] = evidence.containers;
const sidecar = { ...container!, container: { ...container!.container, name: 'proxy' } };
const both = { ...evidence, containers: [container!, sidecar] };

describe('saved evidence as a side', () => {
  test('has its container and Services, and knows no node', () => {
    const side = sideFromEvidence(evidence, { file: 'a.json', container: undefined });
    expect(side).toMatchObject({
      typed: 'a.json',
      file: 'a.json',
      namespace: 'shop',
      container: { target: 'deploy/web' },
    });
    expect(side.services).toBe(evidence.services);
    expect(side.node).toEqual({
      known: false,
      problem: { code: 'not-saved', message: 'a.json does not hold it' },
    });
    expect(side.inventory.known).toBe(false);
  });

  test('knows the version of the API server when it was saved', () => {
    const saved = { ...evidence, cluster: { ...evidence.cluster, version: 'v1.31.0' } };
    expect(sideFromEvidence(saved, { file: 'a.json', container: undefined }).serverVersion).toEqual({
      known: true,
      value: 'v1.31.0',
    });
  });

  test('of several containers is the named one', () => {
    const side = sideFromEvidence(both, { file: 'a.json', container: 'proxy' });
    expect(side.container?.container.name).toBe('proxy');
  });

  test.each([
    ['several containers and no name', both, undefined, 'a.json holds 2 containers, and one is compared'],
    ['another name', both, 'app', 'a.json holds 0 containers named app, and one is compared'],
    [
      'no container',
      { ...evidence, containers: [] },
      undefined,
      'a.json holds 0 containers, and one is compared',
    ],
  ])('with %s is wrong usage', (_, saved, name, message) => {
    expect(() => sideFromEvidence(saved, { file: 'a.json', container: name })).toThrow(message);
  });
});

describe('a saved scan as a side', () => {
  const problem = { code: 'x', message: 'x' };
  const inventory: Inventory = {
    apiVersion: INVENTORY_API_VERSION,
    kind: 'Inventory',
    collectedAt: '2026-03-01T00:00:00Z',
    tool: { version: '0' },
    cluster: { server: 'https://a:6443', version: 'v1.31.0' },
    scope: { namespaces: 'all' },
    kubernetesService: { known: false, problem },
    namespaces: ['shop', 'test'].map((name) => ({ name, services: { known: true, value: [] } })),
    workloads: [],
    problems: [],
  };

  test('is the namespace of the other side, with its Services', () => {
    const side = sideFromInventory(inventory, { file: 'a.json', namespace: 'test' });
    expect(side).toMatchObject({
      typed: 'a.json',
      file: 'a.json',
      namespace: 'test',
      services: { test: { known: true }, default: { known: false } },
      serverVersion: { known: true, value: 'v1.31.0' },
    });
    expect(side.container).toBeUndefined();
    expect(side.inventory.known && side.inventory.value.namespaces.map(({ name }) => name)).toEqual(['test']);
  });

  test('is its only namespace, whatever the other side is called', () => {
    const one = { ...inventory, namespaces: inventory.namespaces.slice(0, 1) };
    expect(sideFromInventory(one, { file: 'a.json', namespace: 'prod' }).namespace).toBe('shop');
  });

  test.each([
    ['several namespaces and none is named', inventory, undefined, /a.json holds 2 namespaces/],
    ['another namespace only', inventory, 'prod', /a.json holds 2 namespaces, and prod is none of them/],
    [
      'what a selector matched',
      { ...inventory, scope: { namespaces: ['shop'], selector: 'app=web' } },
      'shop',
      /holds only what matches app=web/,
    ],
  ] as const)('%s: refused', (_, saved, namespace, message) => {
    expect(() => sideFromInventory(saved as Inventory, { file: 'a.json', namespace })).toThrow(message);
  });
});
