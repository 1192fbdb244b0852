import type { TestProject } from 'vitest/node';
import { chooseImages } from './images.ts';
import { create, makeNamespace } from './namespace.ts';
import { podManifests } from './pods.ts';
import { kubectl } from './run.ts';
import { serviceManifests } from './services.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    namespace: string;
  }
}

/** Makes a namespace with Services and pods; gives a function that removes it. Ctrl-C removes it, too. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { namespace, remove } = await makeNamespace('envaudit-e2e', serviceManifests);
  try {
    await create(namespace, podManifests(await chooseImages()));
    await kubectl(['wait', '--for=condition=Ready', 'pods', '--all', '-n', namespace, '--timeout=180s']);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('namespace', namespace);
  return remove;
}
