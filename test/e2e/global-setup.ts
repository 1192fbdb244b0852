import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { chooseImages } from './images.ts';
import { podManifests } from './pods.ts';
import { EXECUTABLE } from '../program.ts';
import { kubectl, kubectlProgram } from './run.ts';
import { serviceManifests } from './services.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    namespace: string;
  }
}

/** Makes a namespace with Services and pods; gives a function that removes it. Ctrl-C removes it, too. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env['KUBECONFIG'])
    throw new Error('KUBECONFIG must name the cluster that these tests may use');
  await access(EXECUTABLE).catch(() => {
    throw new Error(`there is no ${EXECUTABLE}; \`npm run build\` makes it`);
  });
  const namespace = `envaudit-e2e-${randomBytes(3).toString('hex')}`;
  const interrupted = (): void => {
    spawnSync(kubectlProgram, ['delete', 'namespace', namespace, '--wait=false'], { stdio: 'inherit' });
    process.exit(130);
  };
  const remove = async (): Promise<void> => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  };

  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  await kubectl(['create', 'namespace', namespace]);
  try {
    await create(namespace, serviceManifests);
    // A container gets the Services that its kubelet has seen: give the kubelet's watch time to catch up.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await create(namespace, podManifests(await chooseImages()));
    await kubectl(['wait', '--for=condition=Ready', 'pods', '--all', '-n', namespace, '--timeout=180s']);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('namespace', namespace);
  return remove;
}

/** kubectl makes 50 objects a second at most: thousands are shared out among several. */
const AT_ONCE = 4;

async function create(namespace: string, items: object[]): Promise<void> {
  const each = Math.ceil(items.length / AT_ONCE);
  const shares = Array.from({ length: AT_ONCE }, (_, index) => items.slice(index * each, (index + 1) * each));
  await Promise.all(
    shares
      .filter((share) => share.length > 0)
      .map((share) =>
        kubectl(
          ['create', '-n', namespace, '-f', '-', '-o', 'name'],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: share }),
        ),
      ),
  );
}
