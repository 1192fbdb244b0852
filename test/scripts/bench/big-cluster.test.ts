import { describe, expect, test } from 'vitest';
import { bigCluster, type BigCluster } from '../../../scripts/bench/big-cluster/resources.ts';
import { page } from '../../../scripts/bench/big-cluster/rows.ts';
import { template } from '../../../scripts/bench/big-cluster/template.ts';
import type { KubeObject } from '../../../src/demo/api/objects.ts';

const [PODS, SERVICES] = [2000, 700];
const cluster = bigCluster(PODS, SERVICES);

interface List {
  metadata: { continue?: string; remainingItemCount?: number };
  items: KubeObject[];
}

function list(
  path: string,
  { namespace, limit = 0, from = 0 }: { namespace?: number; limit?: number; from?: number } = {},
  of: BigCluster = cluster,
): List {
  return JSON.parse(page(of.resources.get(path)!, { namespace, limit, from })) as List;
}

const all = (path: string): KubeObject[] => list(path).items;
const key = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
const names = (path: string, of: BigCluster): string[] => list(path, {}, of).items.map(key);
const podsIn = (namespace: number): number => list('v1/pods', { namespace }).items.length;
const sizeOf = (path: string): number => JSON.stringify(all(path)).length / all(path).length;
const paths = [...cluster.resources.keys()].filter((path) => path !== 'v1/namespaces');

describe('the big cluster of the benches', () => {
  test('has as many pods and Services as were asked for, and the Service of the API server', () => {
    expect(all('v1/pods')).toHaveLength(PODS);
    expect(all('v1/services')).toHaveLength(SERVICES + 1);
    expect(key(all('v1/services')[0]!)).toBe('default/kubernetes');
  });

  test('is the same each time', () => {
    expect(names('v1/pods', bigCluster(PODS, SERVICES))).toEqual(names('v1/pods', cluster));
  });

  test.each(paths)('%s have names and uids of their own, in the order of their keys', (path) => {
    const objects = all(path);
    expect(new Set(objects.map(key)).size).toBe(objects.length);
    expect(new Set(objects.map(({ metadata }) => metadata['uid'])).size).toBe(objects.length);
    expect(objects.map(key)).toEqual(objects.map(key).toSorted());
    expect(JSON.stringify(objects)).not.toMatch(/undefined|@\w+@/);
  });

  test('more pods of the same workloads change nothing else', () => {
    const twice = bigCluster(PODS, SERVICES, { times: 2 });
    expect(names('v1/pods', twice)).toHaveLength(2 * PODS);
    expect(names('v1/pods', twice)).toEqual(names('v1/pods', twice).toSorted());
    expect(names('apps/v1/statefulsets', twice)).toEqual(names('apps/v1/statefulsets', cluster));
  });

  test('the first namespace has a large share, the last one a small one', () => {
    expect(podsIn(1)).toBeGreaterThan(PODS / 6);
    expect(podsIn(cluster.namespaces.length - 1)).toBeLessThan(PODS / 30);
    const sum = cluster.namespaces.reduce((total, _, namespace) => total + podsIn(namespace), 0);
    expect(sum).toBe(PODS);
  });

  test('pages together give what one list gives, of one namespace and of all', () => {
    for (const namespace of [undefined, 2]) {
      const scope = namespace === undefined ? {} : { namespace };
      const items: string[] = [];
      let next: string | undefined = '0';
      while (next !== undefined) {
        const part: List = list('v1/pods', { ...scope, limit: 130, from: Number(next) });
        items.push(...part.items.map(key));
        next = part.metadata.continue;
      }
      expect(items).toEqual(list('v1/pods', scope).items.map(key));
    }
  });

  test('every controller of a pod is there, with the pod’s labels in its selector', () => {
    const owners = new Map(
      paths.flatMap((path) => all(path).map((object) => [object.metadata['uid'], object] as const)),
    );
    for (const pod of all('v1/pods')) {
      const [reference] = pod.metadata['ownerReferences'] as { name: string; uid: string }[];
      const owner = owners.get(reference!.uid);
      expect(owner?.metadata.name).toBe(reference!.name);
      const { matchLabels = {} } = (owner?.spec?.['selector'] ?? {}) as { matchLabels?: object };
      expect(pod.metadata.labels).toMatchObject(matchLabels);
    }
  });

  test('slices name the pods that the selector of their Service matches', () => {
    const pods = all('v1/pods');
    const slices = new Map(
      all('discovery.k8s.io/v1/endpointslices').map((slice) => [
        `${slice.metadata.namespace}/${slice.metadata.labels?.['kubernetes.io/service-name']}`,
        slice['endpoints'] as { targetRef: { name: string } }[],
      ]),
    );
    for (const service of all('v1/services').slice(1, 100)) {
      const selector = service.spec?.['selector'] as Record<string, string>;
      const matching = pods.filter(
        ({ metadata }) =>
          metadata.namespace === service.metadata.namespace &&
          Object.entries(selector).every(([name, value]) => metadata.labels?.[name] === value),
      );
      const named = slices.get(key(service))?.map(({ targetRef }) => targetRef.name);
      expect(named).toEqual(matching.map(({ metadata }) => metadata.name));
    }
  });

  test('objects have the size of real ones', () => {
    expect(sizeOf('v1/pods')).toBeGreaterThan(5000);
    expect(sizeOf('v1/pods')).toBeLessThan(6500);
    expect(sizeOf('v1/services')).toBeGreaterThan(1000);
    expect(sizeOf('v1/services')).toBeLessThan(1500);
  });
});

test('a template replaces marks in texts and makes numbers of those that are counts', () => {
  const make = template({ name: 'a-@one@-@two@', count: '@#three@', image: 'x@sha256:y' });
  expect(JSON.parse(make({ one: 1, two: 'b', three: 3 }))).toEqual({
    name: 'a-1-b',
    count: 3,
    image: 'x@sha256:y',
  });
});
