import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../../../src/contracts/diagnosis.ts';
import { chooseImages } from '../images.ts';
import { envaudit, kubectl, type Ended } from '../run.ts';
import type { PodObject } from './objects.ts';
import type { Situation, World } from './situation.ts';

/** How long a situation may take to come about. */
const COMES_WITHIN_MS = 180_000;

/** What there is in a namespace, for the objects and flags of its situations. */
export async function worldOf(namespace: string): Promise<World> {
  const list = JSON.parse(await kubectl(['get', 'services', '-n', namespace, '-o', 'json'])) as {
    items: { metadata: { name: string }; spec: { clusterIP?: string } }[];
  };
  const known = new Map(list.items.map(({ metadata, spec }) => [metadata.name, spec.clusterIP]));
  return {
    images: await chooseImages(),
    addressOf: (service) => {
      const address = known.get(service);
      if (address === undefined) throw new Error(`there is no Service ${service}`);
      return address;
    },
  };
}

/** Waits until a pod is as it should be; false when it does not come to that in time. */
export async function comes(
  namespace: string,
  name: string,
  isThere: (pod: PodObject) => boolean,
): Promise<boolean> {
  for (const began = performance.now(); performance.now() - began < COMES_WITHIN_MS; await sleep(500)) {
    const pod = JSON.parse(await kubectl(['get', 'pod', name, '-n', namespace, '-o', 'json'])) as PodObject;
    if (isThere(pod)) return true;
  }
  return false;
}

/** What the built program says of a situation that is there, and how the program ended. */
export async function diagnose(
  { name, flags }: Situation,
  { namespace, world, more }: { namespace: string; world: World; more: readonly string[] },
): Promise<{ diagnosis?: Diagnosis; ended: Ended }> {
  const command = ['diagnose', name, '-n', namespace, '-o', 'json', ...more];
  const ended = await envaudit([...command, ...(flags?.(world) ?? [])]);
  return ended.stdout === '' ? { ended } : { diagnosis: JSON.parse(ended.stdout) as Diagnosis, ended };
}
