import { setTimeout as sleep } from 'node:timers/promises';
import { answerTo, type Answer, type Asked } from './answer.ts';
import { tell } from './tell.ts';
import { counted } from '../../src/units.ts';
import { create, makeNamespace } from '../../test/e2e/namespace.ts';
import { envaudit, kubectl } from '../../test/e2e/run.ts';
import { serviceManifests } from '../../test/e2e/services.ts';
import { comes, worldOf } from '../../test/e2e/situations/diagnose.ts';
import { appsConfigMap, running, type PodObject } from '../../test/e2e/situations/objects.ts';
import type { Situation } from '../../test/e2e/situations/situation.ts';
import { NEIGHBOUR, neighbour } from '../../test/e2e/situations/neighbour.ts';
import type { Surroundings } from '../../test/e2e/situations/verdict.ts';

/** All answers of one run through the situations. */
export interface Column {
  around: Surroundings;
  answers: Answer[];
}

/** What a run found, and where. */
export interface Truth {
  /** When, with which program, on what cluster. */
  made: string;
  columns: Column[];
}

interface Wanted {
  situations: readonly Situation[];
  nodes: readonly Surroundings[];
  /** Of `diagnose`. */
  window: string;
  /** Folder for the evidence that was seen; undefined: it is not kept. */
  keep: string | undefined;
}

/**
 * Makes the situations in a namespace of their own, diagnoses each, and removes the namespace. Those that use CPU are
 * there during their own turn only. What it does is told on standard error.
 */
export async function run({ situations, nodes, window, keep }: Wanted): Promise<Truth> {
  const services = [...serviceManifests, ...situations.flatMap((each) => each.services ?? [])];
  tell(`making a namespace with ${services.length} Services`);
  const place = await makeNamespace('envaudit-truth', services);
  try {
    const { namespace } = place;
    const world = await worldOf(namespace);
    await create(namespace, [appsConfigMap()]);
    const turn = { namespace, world, window };
    await makeStill(situations, turn);
    const columns: Column[] = [];
    for (const around of nodes) {
      if (around === 'busy') {
        await create(namespace, [neighbour(world.images)]);
        await comes(namespace, NEIGHBOUR, running);
      }
      columns.push({ around, answers: await answersTo(situations, { ...turn, around, keep }) });
    }
    return { made: await madeOn(), columns };
  } finally {
    await place.remove();
  }
}

/** Those that use no CPU once they are there; a few at a time, so that the node is quiet soon after. */
async function makeStill(
  situations: readonly Situation[],
  { namespace, world }: Pick<Asked, 'namespace' | 'world'>,
): Promise<void> {
  const still = situations.filter((each) => each.still === true);
  for (let from = 0; from < still.length; from += START_TOGETHER) {
    const some = still.slice(from, from + START_TOGETHER);
    await create(
      namespace,
      some.flatMap((each) => each.objects(world)),
    );
    for (const { name } of some) await comes(namespace, name, placed);
  }
  for (const { name, isThere } of still) await comes(namespace, name, isThere);
  tell(`${still.length} situations are there, the others are made in their turn`);
  await sleep(CALMS_DOWN_MS);
}

const START_TOGETHER = 4;
/** The load of the last minute has fallen to less than half after that. */
const CALMS_DOWN_MS = 45_000;

/** The still ones a few side by side, then the others in their turn; in the order of the situations. */
async function answersTo(situations: readonly Situation[], asked: Asked): Promise<Answer[]> {
  const answers = new Map<Situation, Answer>();
  const answerAll = async (some: Iterable<Situation>): Promise<void> => {
    for (const each of some) answers.set(each, await answerTo(each, asked));
  };
  const still = situations.filter((each) => each.still === true).values();
  await Promise.all(Array.from({ length: ASKED_TOGETHER }, () => answerAll(still)));
  await answerAll(situations.filter((each) => each.still !== true));
  return situations.map((each) => answers.get(each)!);
}

const ASKED_TOGETHER = 3;

/** `2026-12-01, kubectl-envaudit 0.1.0, Kubernetes v1.31.0, 1 node, 4 CPUs`. */
async function madeOn(): Promise<string> {
  const { items } = JSON.parse(await kubectl(['get', 'nodes', '-o', 'json'])) as {
    items: { status: { capacity: { cpu: string }; nodeInfo: { kubeletVersion: string } } }[];
  };
  const version = (await envaudit(['--version'])).stdout.trim();
  const cpus = items.reduce((sum, { status }) => sum + Number(status.capacity.cpu), 0);
  const kubernetes = items[0]?.status.nodeInfo.kubeletVersion ?? 'unknown';
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${version}, Kubernetes ${kubernetes}, ${counted(items.length, 'node')}, ${counted(cpus, 'CPU')}`;
}

/** A kubelet has it and has told something of its container. */
const placed = ({ status }: PodObject): boolean => status?.containerStatuses !== undefined;
