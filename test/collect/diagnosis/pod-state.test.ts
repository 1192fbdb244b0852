import { describe, expect, test } from 'vitest';
import { containerIdOf, podStateOf } from '../../../src/collect/diagnosis/pod-state.ts';
import type { NamespacePods } from '../../../src/collect/diagnosis/namespace-pods.ts';
import { seenPod } from '../../../src/collect/diagnosis/seen-pod.ts';
import type { Services } from '../../../src/collect/diagnosis/services.ts';
import { reducePod } from '../../../src/collect/pods/pod-evidence.ts';
import type { Known } from '../../../src/contracts/evidence.ts';
import { captured, podEvidence } from './captured.ts';

const nobody: Known<NamespacePods> = { known: true, value: { pods: [] } };
const refused: Known<never> = { known: false, problem: { code: 'forbidden', message: 'no' } };
const services: Known<Services> = {
  known: true,
  value: {
    at: () => undefined,
    selecting: (namespace, { app }) =>
      app === 'oom-killed'
        ? [{ namespace, name: 'leaky', clusterIP: '10.96.0.9', selector: { app }, ports: [] }]
        : [],
  },
};

test('a container that no kubelet has made yet waits, and has not failed', () => {
  const item = {
    metadata: { name: 'lost', namespace: 'shop' },
    spec: { nodeName: 'gone', containers: [{ name: 'app', image: 'app:1' }] },
    status: { phase: 'Pending' },
  };
  const pod = podEvidence({ name: 'lost' });
  const { container } = podStateOf({ item, pod, container: 'app', namespacePods: nobody, services });
  expect(container).toMatchObject({ state: 'waiting: not created', ready: false, restarts: 0 });
});

test('a container without limits of its own has those of its pod', () => {
  const item = {
    metadata: { name: 'web', namespace: 'shop' },
    spec: { resources: { limits: { cpu: '300m' } }, containers: [{ name: 'app', image: 'app:1' }] },
  };
  const pod = podEvidence({ name: 'web' });
  const { container } = podStateOf({ item, pod, container: 'app', namespacePods: nobody, services });
  expect(container.limits).toEqual({ cpu: 0.3 });
});

describe('a pod that was killed for memory', () => {
  const item = captured('pod-oom-killed.json');
  const pod = reducePod(item as never).evidence;
  const state = podStateOf({ item, pod, container: 'app', namespacePods: nobody, services });

  test('has its last exit, its limits and its restart', () => {
    expect(state.container).toEqual({
      name: 'app',
      ready: true,
      restarts: 1,
      state: 'running',
      startedAt: '2026-11-21T10:08:34Z',
      lastExit: {
        code: 137,
        reason: 'OOMKilled',
        startedAt: '2026-11-21T10:08:32Z',
        finishedAt: '2026-11-21T10:08:34Z',
      },
      requests: { cpu: 0.01, memory: 32 * 2 ** 20 },
      limits: { memory: 96 * 2 ** 20 },
    });
  });

  test('has the rest of its status, its address, and the Services that lead to it', () => {
    expect(state).toMatchObject({
      phase: 'Running',
      qosClass: 'Burstable',
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      hostNetwork: false,
      hostPID: false,
      shareProcessNamespace: false,
      addresses: ['10.244.0.18'],
      services: [{ namespace: 'diag-oom-killed', name: 'leaky', clusterIP: '10.96.0.9' }],
      others: [],
      siblings: [],
    });
    expect(state.conditions).toContainEqual({ type: 'Ready', status: 'True', since: '2026-11-21T10:08:35Z' });
  });

  test('has the ID by which cAdvisor knows its container', () => {
    expect(containerIdOf(item, 'app')).toBe(
      '85aae11eded0c2070f3ed0227b6abff2d29546f575ae142ae8e40e515bf38af4',
    );
    expect(containerIdOf(item, 'other')).toBeUndefined();
    expect(
      containerIdOf({ status: { containerStatuses: [{ name: 'app', containerID: '../x' }] } }, 'app'),
    ).toBe(undefined);
  });
});

test.each<[string, object, string]>([
  ['running', { running: { startedAt: '2026-01-01T00:00:00Z' } }, 'running'],
  ['waiting', { waiting: { reason: 'CrashLoopBackOff' } }, 'waiting: CrashLoopBackOff'],
  ['waiting for no reason', { waiting: {} }, 'waiting'],
  ['terminated', { terminated: { reason: 'Completed', exitCode: 0 } }, 'terminated: Completed'],
  ['in no state', {}, 'unknown'],
])('a container that is %s says so', (_, state, expected) => {
  const item = {
    spec: { containers: [{ name: 'c' }] },
    status: { containerStatuses: [{ name: 'c', state }] },
  };
  const { container } = podStateOf({
    item,
    pod: podEvidence(),
    container: 'c',
    namespacePods: nobody,
    services: refused,
  });
  expect(container.state).toBe(expected);
});

describe('siblings', () => {
  const workload = { kind: 'deployment', name: 'web', apiVersion: 'apps/v1' };
  const pod = podEvidence({ name: 'web-1', workload });
  const named = (name: string, owner: string | undefined, restarts = 0) => ({
    ...seenPod({
      metadata: { namespace: 'shop', name },
      status: { containerStatuses: [{ restartCount: restarts }] },
    }),
    ...(owner === undefined ? {} : { workload: { ...workload, name: owner } }),
    mentions: { hosts: new Set<string>(), variables: new Set<string>() },
  });
  const of = (namespacePods: Known<NamespacePods>) =>
    podStateOf({ item: {}, pod, container: 'c', namespacePods, services: refused });

  test('are the other pods of the workload, the worst first', () => {
    const pods = [
      named('web-1', 'web'),
      named('web-2', 'web'),
      named('x', undefined),
      named('web-3', 'web', 4),
    ];
    const { siblings, siblingsProblem } = of({ known: true, value: { pods: [...pods, named('db', 'db')] } });
    expect(siblings.map((one) => one.pod)).toEqual(['web-3', 'web-2']);
    expect(siblingsProblem).toBeUndefined();
  });

  test('are at most 50', () => {
    const pods = Array.from({ length: 90 }, (_, index) => named(`web-${index + 2}`, 'web'));
    const problem = { code: 'too-many', message: 'many' };
    const state = of({ known: true, value: { pods, problem } });
    expect(state.siblings).toHaveLength(50);
    expect(state.siblingsProblem).toBe(problem);
  });

  test('are not known to those who may not list pods, and what Services lead here neither', () => {
    expect(of(refused)).toMatchObject({ siblings: [], siblingsProblem: { code: 'forbidden' } });
    expect(of(refused).services).toBeUndefined();
  });
});

test.each<[string, unknown]>([
  ['nothing', {}],
  ['lists and texts where objects belong', { spec: [], status: 'x', metadata: 1 }],
  [
    'containers that are none',
    { spec: { containers: [null, 3, { name: 7 }] }, status: { containerStatuses: {} } },
  ],
])('a pod of %s is taken as it is', (_, item) => {
  const state = podStateOf({ item, pod: podEvidence(), container: 'c', namespacePods: nobody, services });
  expect(state.container).toEqual({
    name: 'c',
    ready: false,
    restarts: 0,
    state: 'unknown',
    requests: {},
    limits: {},
  });
});

test('texts without end are cut', () => {
  const long = 'x'.repeat(10_000);
  const terminated = { exitCode: 1, reason: long, message: long };
  const item = {
    spec: { containers: [{ name: 'c' }], dnsPolicy: long },
    status: {
      phase: long,
      conditions: [{ type: long, status: long, message: long }],
      containerStatuses: [{ name: 'c', state: { terminated } }],
    },
  };
  const state = podStateOf({ item, pod: podEvidence(), container: 'c', namespacePods: nobody, services });
  expect(JSON.stringify(state).length).toBeLessThan(3000);
  expect(state.container.lastExit?.message).toHaveLength(500);
});
