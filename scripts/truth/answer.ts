import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { create, removeObjects } from '../../test/e2e/namespace.ts';
import { comes, diagnose } from '../../test/e2e/situations/diagnose.ts';
import type { Situation, World } from '../../test/e2e/situations/situation.ts';
import { verdictOn, type Surroundings } from '../../test/e2e/situations/verdict.ts';
import { tell } from './tell.ts';

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
  /** The diagnosis found the node guilty, though nothing was put beside the pod. */
  busyNode?: true;
}

/** Where and how situations are diagnosed. */
export interface Asked {
  namespace: string;
  world: World;
  /** Of `diagnose`. */
  window: string;
  around: Surroundings;
  /** Folder for the evidence that was seen; undefined: it is not kept. */
  keep: string | undefined;
}

/** Diagnoses a situation; one that is not there for all the time is made for it, and removed. Never throws. */
export async function answerTo(situation: Situation, asked: Asked): Promise<Answer> {
  const { namespace, world, around } = asked;
  const objects = situation.still ? [] : situation.objects(world);
  await create(namespace, objects);
  const answer = await diagnosed(situation, asked).catch((error: unknown) =>
    notAnswered(situation, String(error)),
  );
  if (objects.length > 0) await removeObjects(namespace, objects, { wait: true });
  const { said, sure, seconds, right, why } = answer;
  tell(
    `${around}: ${situation.name}: ${said}, ${sure}, ${seconds.toFixed(1)} s${right ? '' : `: WRONG, ${why}`}`,
  );
  return answer;
}

async function diagnosed(situation: Situation, asked: Asked): Promise<Answer> {
  const { name, truth, causes, settleMs = 0 } = situation;
  const { namespace, world, window, around, keep } = asked;
  const isThere = await comes(namespace, name, situation.isThere);
  if (!isThere) return notAnswered(situation, 'the situation did not come about');
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
  if (diagnosis === undefined) {
    return notAnswered(situation, `exit code ${ended.code}: ${ended.stderr.trim()}`, seconds);
  }
  const { cause = 'nothing', conclusion, confidence } = diagnosis.rootCause;
  const verdict = verdictOn(situation, diagnosis, around);
  const busyNode = around === 'quiet' && diagnosis.stages[0]?.verdict === 'guilty';
  return {
    situation: name,
    truth,
    causes,
    said: cause,
    conclusion,
    sure: confidence,
    seconds,
    ...verdict,
    ...(busyNode ? { busyNode } : {}),
  };
}

function notAnswered({ name, truth, causes }: Situation, why: string, seconds = 0): Answer {
  const nothing = { said: 'no answer', conclusion: '', sure: '', right: false, seconds };
  return { situation: name, truth, causes, ...nothing, why: why.replaceAll(/\s+/g, ' ') };
}
