import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Diagnosis } from '../../src/contracts/diagnosis.ts';
import { appsConfigMap, diagnoseCases } from './diagnose-pods.ts';
import { chooseImages } from './images.ts';
import { envaudit, kubectl } from './run.ts';

const namespace = inject('namespace');
const cases = diagnoseCases(await chooseImages());
/** It takes a CPU for itself, so it is there during its own test only. */
const ALONE = 'burner';

const kindOf = (object: object): string => (object as { kind: string }).kind;
const isService = (object: object): boolean => kindOf(object) === 'Service';
const create = (objects: object[]): Promise<string> =>
  kubectl(
    ['create', '-n', namespace, '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
const ready = (): Promise<string> =>
  kubectl(['wait', '--for=condition=Ready', 'pods', '--all', '-n', namespace, '--timeout=180s']);

// Nearly all have the service links of the namespace’s 2,000 Services, and only one of them suffers from these.
beforeAll(async () => {
  const together = cases.filter(({ name }) => name !== ALONE).flatMap(({ objects }) => objects);
  await create([appsConfigMap(), ...together.filter(isService)]);
  // A container gets the Services that its kubelet has seen.
  await sleep(3_000);
  await create(together.filter((object) => !isService(object)));
  while ((await restarts('oom-killed')) === 0) await sleep(1_000);
  await ready();
});
// The other tests know exactly what is in the namespace.
afterAll(async () => {
  const all = [appsConfigMap(), ...cases.flatMap(({ objects }) => objects)];
  const items = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: all });
  await kubectl(['delete', '-n', namespace, '--ignore-not-found', '--now', '-f', '-'], items);
});

async function restarts(pod: string): Promise<number> {
  const path = 'jsonpath={.status.containerStatuses[0].restartCount}';
  return Number(await kubectl(['get', 'pod', pod, '-n', namespace, '-o', path]));
}

async function waitingFor(pod: string): Promise<string> {
  const path = 'jsonpath={.status.containerStatuses[0].state.waiting.reason}';
  return kubectl(['get', 'pod', pod, '-n', namespace, '-o', path]);
}

async function diagnose(pod: string, flags: string[] = []): Promise<Diagnosis> {
  const command = ['diagnose', pod, '-n', namespace, '-o', 'json'];
  const { stdout, stderr } = await envaudit([...command, '--window', windowOf(pod), ...flags]);
  if (stdout === '') throw new Error(`no diagnosis: ${stderr}`);
  return JSON.parse(stdout) as Diagnosis;
}

/** Where there is little CPU, the audit needs much of the window, and only what comes after it is judged. */
function windowOf(pod: string): string {
  return ['throttled', 'case-a'].includes(pod) ? '12s' : '5s';
}

/** How a dependency is asked where only that proves what is wrong. */
async function flagsOf(pod: string): Promise<string[]> {
  if (pod !== 'slow-dependency') return [];
  const address = await kubectl([
    'get',
    'service',
    'slow-backend',
    '-n',
    namespace,
    '-o',
    'jsonpath={.spec.clusterIP}',
  ]);
  return ['--url', `http://${address}/`, '--requests', '1'];
}

describe('diagnose names what is wrong with a real pod', () => {
  test.for(cases)('$name: $trouble', async ({ name, causes, objects }, { skip }) => {
    if (name === ALONE) {
      await create(objects);
      await ready();
    }
    const { rootCause, stages } = await diagnose(name, await flagsOf(name));
    const right = rootCause.cause !== undefined && causes.includes(rootCause.cause);
    skip(!right && stages[0]?.verdict === 'guilty', 'something else keeps the node busy');
    expect({ right, rootCause }).toMatchObject({ right: true });
  });

  test('an image that cannot be pulled: why it is not started, and no log to read', async () => {
    const [name, image] = ['no-image', 'registry.invalid/shop/cart:1'];
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: { containers: [{ name, image }] },
    };
    try {
      await create([pod]);
      while (!(await waitingFor(name)).includes('Image')) await sleep(1_000);
      const { rootCause } = await diagnose(name);
      expect(rootCause).toMatchObject({ cause: 'not-started', confidence: 'proved' });
      expect(rootCause.conclusion).toContain(image);
      expect(rootCause.mends[0]?.command).toBe(`kubectl describe pod ${name} -n ${namespace}`);
      expect(rootCause.mends.filter(({ command }) => command?.startsWith('kubectl logs'))).toEqual([]);
    } finally {
      // kubelet takes up to a minute to let a pod go that never had a container
      await kubectl(['delete', 'pod', name, '-n', namespace, '--wait=false', '--ignore-not-found']);
    }
  });

  test('and nothing with one that idles', async ({ skip }) => {
    await kubectl(['delete', 'pod', ALONE, '-n', namespace, '--now', '--ignore-not-found']);
    const { rootCause, stages } = await diagnose('node22');
    skip(stages[0]?.verdict === 'guilty', 'something else keeps the node busy');
    expect(rootCause).not.toHaveProperty('cause');
  });
});
