import { expect, test } from 'vitest';
import { containersOf } from '../../../src/collect/inventory/containers.ts';

test('the limits of a pod hold for those of its containers that have none', () => {
  const resources = { limits: { cpu: '500m', memory: '1Gi' } };
  const own = { limits: { cpu: 1 } };
  const podSpec = { resources, containers: [{ name: 'app' }, { name: 'proxy', resources: own }] };
  expect(containersOf(podSpec)).toMatchObject([
    { name: 'app', cpuLimit: 0.5, memoryLimit: 2 ** 30, limitsOfPod: ['cpu', 'memory'] },
    { name: 'proxy', cpuLimit: 1, memoryLimit: 2 ** 30, limitsOfPod: ['memory'] },
  ]);
});

test('an init container that always restarts is a sidecar', () => {
  const initContainers = [{ name: 'setup' }, { name: 'mesh', restartPolicy: 'Always' }];
  expect(containersOf({ containers: [], initContainers }).map(({ name, type }) => [name, type])).toEqual([
    ['setup', 'init'],
    ['mesh', 'sidecar'],
  ]);
});
