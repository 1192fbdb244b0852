import { expect, test } from 'vitest';
import { limitField } from '../../src/analyze/command.ts';
import type { ContainerSpecEvidence } from '../../src/contracts/evidence.ts';

type Container = Pick<ContainerSpecEvidence, 'name' | 'type' | 'limitsOfPod'>;

test.each<[string, Container, string]>([
  [
    'its own',
    { name: 'app', type: 'container' },
    '{.spec.containers[?(@.name=="app")].resources.limits.cpu}',
  ],
  [
    'of a sidecar',
    { name: 'mesh', type: 'sidecar' },
    '{.spec.initContainers[?(@.name=="mesh")].resources.limits.cpu}',
  ],
  ['of its pod', { name: 'app', type: 'container', limitsOfPod: ['cpu'] }, '{.spec.resources.limits.cpu}'],
  [
    'its own, where only its memory is limited by the pod',
    { name: 'app', type: 'container', limitsOfPod: ['memory'] },
    '{.spec.containers[?(@.name=="app")].resources.limits.cpu}',
  ],
])('the command for the CPU limit asks for where it is set: %s', (_, container, path) => {
  expect(limitField(container, 'cpu')).toBe(path);
});
