import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Diagnosis } from '../../src/contracts/diagnosis.ts';
import { create, removeObjects, WATCH_MS } from './namespace.ts';
import { comes, diagnose, worldOf } from './situations/diagnose.ts';
import { SITUATIONS } from './situations/index.ts';
import { NEIGHBOUR, neighbour } from './situations/neighbour.ts';
import { appsConfigMap, running } from './situations/objects.ts';
import type { Situation, World } from './situations/situation.ts';
import { verdictOn, type Surroundings } from './situations/verdict.ts';

const namespace = inject('namespace');
const RIGHT = { verdict: { right: true } };
/** What is measured on a node that others use may need a second look. */
const AGAIN = { retry: 1 };

/** They need no CPU for themselves, so they are asked side by side. */
const IDLE = named(
  'start-error',
  'missing-config',
  'no-image',
  'oom-killed',
  'slow-dependency',
  'hung-dependency',
  'no-endpoints',
  'accept-queue',
  'idle-links',
  'batch',
  'python-sleeps',
  'web-server',
);
/** Each of them is judged by the CPU that it gets. */
const COMPUTING = named('throttled', 'case-a');
/** It takes a CPU for itself, so it is there during its own test only. */
const ALONE = named('burner');
/** What is asked again beside a neighbour that takes all the CPU it gets. */
const BESIDE_A_BUSY_ONE = named('start-error', 'no-endpoints', 'accept-queue', 'case-a');

const together = [...IDLE, ...COMPUTING];
let world: World;
// Nearly all have the service links of the namespace’s 2,000 Services, and only one of them suffers from these.
beforeAll(async () => {
  const services = [...together, ...ALONE].flatMap((each) => each.services ?? []);
  await create(namespace, [appsConfigMap(), ...services]);
  await sleep(WATCH_MS);
  world = await worldOf(namespace);
  await create(namespace, together.flatMap(objectsOf));
  await Promise.all(together.map(({ name, isThere }) => comes(namespace, name, isThere)));
  await sleep(Math.max(...together.map(({ settleMs = 0 }) => settleMs)));
});
// The other tests know exactly what is in the namespace.
afterAll(async () => {
  const services = [...together, ...ALONE].flatMap((each) => each.services ?? []);
  const pods = [...together, ...ALONE].flatMap(objectsOf);
  const all = [neighbour(world.images), ...pods, ...services, appsConfigMap()];
  await removeObjects(namespace, all, { wait: true });
});

describe.concurrent('diagnose names what is wrong with a real pod', AGAIN, () => {
  test.for(IDLE)('$name $truth', async (situation, { skip }) => {
    expect(await answerTo(situation, 'quiet', skip)).toMatchObject(RIGHT);
  });
});

describe('diagnose names what is wrong with a real pod that computes', AGAIN, () => {
  test.for(COMPUTING)('$name $truth', async (situation, { skip }) => {
    expect(await answerTo(situation, 'quiet', skip)).toMatchObject(RIGHT);
  });

  test.for(ALONE)('$name $truth', async (situation, { skip }) => {
    await create(namespace, objectsOf(situation));
    await comes(namespace, situation.name, situation.isThere);
    try {
      expect(await answerTo(situation, 'quiet', skip)).toMatchObject(RIGHT);
    } finally {
      await removeObjects(namespace, objectsOf(situation), { wait: true });
    }
  });
});

describe('beside a neighbour that takes all the CPU it gets', AGAIN, () => {
  beforeAll(async () => {
    await create(namespace, [neighbour(world.images)]);
    await comes(namespace, NEIGHBOUR, running);
  });
  test.for(BESIDE_A_BUSY_ONE)('$name $truth', async (situation, { skip }) => {
    expect(await answerTo(situation, 'busy', skip)).toMatchObject(RIGHT);
  });
});

test('an image that cannot be pulled: what to do is to look at the pod, as there is no log to read', async () => {
  const { rootCause } = await diagnosisOf(named('no-image')[0]!);
  expect(rootCause).toMatchObject({ cause: 'not-started', confidence: 'proved' });
  expect(rootCause.mends[0]?.command).toBe(`kubectl describe pod no-image -n ${namespace}`);
  expect(rootCause.mends.filter(({ command }) => command?.startsWith('kubectl logs'))).toEqual([]);
});

function named(...names: string[]): Situation[] {
  return names.map((name) => SITUATIONS.find((each) => each.name === name)!);
}

function objectsOf(situation: Situation): object[] {
  return situation.objects(world);
}

/** What was said, and whether it is right; where it is not because the node is busy, the test is skipped. */
async function answerTo(
  situation: Situation,
  around: Surroundings,
  skip: (condition: boolean, note: string) => void,
): Promise<object> {
  const diagnosis = await diagnosisOf(situation);
  const { rootCause, stages } = diagnosis;
  const verdict = verdictOn(situation, diagnosis, around);
  const busy = around === 'quiet' && stages[0]?.verdict === 'guilty';
  skip(!verdict.right && busy, 'something else keeps the node busy');
  return { verdict, rootCause };
}

async function diagnosisOf(situation: Situation): Promise<Diagnosis> {
  // Where there is little CPU, the audit needs much of the window, and only what comes after it is judged.
  const window = situation.computes ? '12s' : '5s';
  const { diagnosis, ended } = await diagnose(situation, { namespace, world, more: ['--window', window] });
  if (diagnosis === undefined) throw new Error(`no diagnosis: ${ended.stderr}`);
  return diagnosis;
}
