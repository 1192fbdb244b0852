import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { create, makeNamespace, removeObjects } from '../../test/e2e/namespace.ts';
import { serviceManifests } from '../../test/e2e/services.ts';
import { comes, diagnose, worldOf } from '../../test/e2e/situations/diagnose.ts';
import { appsConfigMap, running, type PodObject } from '../../test/e2e/situations/objects.ts';
import type { Situation, World } from '../../test/e2e/situations/situation.ts';
import { NEIGHBOUR, neighbour } from '../../test/e2e/situations/neighbour.ts';
import { verdictOn, type Surroundings } from '../../test/e2e/situations/verdict.ts';

export interface Answer {
  situation: string;
  truth: string;
  causes: readonly string[];
  /** The cause that was named; `nothing`, or why there was no answer. */
  said: string;
  conclusion: string;
  sure: string;
  seconds: number;
  right: boolean;
  /** Why it is not right. */
  why?: string;
}

/** All answers of one run through the situations. */
export interface Column {
  around: Surroundings;
  answers: Answer[];
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
 * Makes the situations in a namespace of their own, diagnoses each, and removes the namespace. Those that
 * use CPU are there during their own turn only. What it does is told on standard error.
 */
export async function run({ situations, nodes, window, keep }: Wanted): Promise<Column[]> {
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
    return columns;
  } finally {
    await place.remove();
  }
}

interface Turn {
  namespace: string;
  world: World;
  window: string;
}

/** Those that use no CPU once they are there; a few at a time, so that the node is quiet soon after. */
async function makeStill(situations: readonly Situation[], { namespace, world }: Turn): Promise<void> {
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

type Asked = Turn & { around: Surroundings; keep: string | undefined };

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

async function answerTo(situation: Situation, asked: Asked): Promise<Answer> {
  const { namespace, world, around } = asked;
  const objects = situation.still ? [] : situation.objects(world);
  await create(namespace, objects);
  const answer = await diagnosed(situation, asked);
  if (objects.length > 0) await removeObjects(namespace, objects);
  const { said, sure, seconds, right, why } = answer;
  tell(
    `${around}: ${situation.name}: ${said}, ${sure}, ${seconds.toFixed(1)} s${right ? '' : `: WRONG, ${why}`}`,
  );
  return answer;
}

async function diagnosed(situation: Situation, asked: Asked): Promise<Answer> {
  const { name, truth, causes, settleMs = 0 } = situation;
  const { namespace, world, window, around, keep } = asked;
  const none = (why: string, seconds = 0): Answer => {
    return {
      situation: name,
      truth,
      causes,
      said: 'no answer',
      conclusion: '',
      sure: '',
      seconds,
      right: false,
      why,
    };
  };
  if (!(await comes(namespace, name, situation.isThere))) return none('the situation did not come about');
  await sleep(settleMs);
  if (keep !== undefined) mkdirSync(keep, { recursive: true });
  const saving = keep === undefined ? [] : ['--save', join(keep, `${name}-${around}.json`)];
  const began = performance.now();
  const { diagnosis, ended } = await diagnose(situation, {
    namespace,
    world,
    more: ['--window', window, ...saving],
  });
  const seconds = (performance.now() - began) / 1000;
  if (diagnosis === undefined) return none(`exit code ${ended.code}: ${ended.stderr.trim()}`, seconds);
  const { cause = 'nothing', conclusion, confidence } = diagnosis.rootCause;
  const verdict = verdictOn(situation, diagnosis, around);
  return { situation: name, truth, causes, said: cause, conclusion, sure: confidence, seconds, ...verdict };
}

/** A kubelet has it and has told something of its container. */
const placed = ({ status }: PodObject): boolean => status?.containerStatuses !== undefined;

function tell(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}
