import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { reducePod } from '../../../src/collect/pods/pod-evidence.ts';
import { chooseContainers } from '../../../src/collect/targets/containers.ts';

function pod(names: string[], annotations: Record<string, string> = {}): ReturnType<typeof reducePod> {
  const described: V1Pod = {
    metadata: { name: 'web', namespace: 'shop', annotations },
    spec: { containers: names.map((name) => ({ name })), initContainers: [{ name: 'setup' }] },
  };
  return reducePod(described);
}

const chosen = (result: ReturnType<typeof chooseContainers>) => result.containers.map(({ name }) => name);

describe('the container of a pod', () => {
  test('the only one needs no word', () => {
    expect(chooseContainers(pod(['app']), { container: undefined, all: false })).toMatchObject({
      containers: [{ name: 'app' }],
    });
  });

  test('the first of several is taken, and that is said in kubectl’s words', () => {
    const result = chooseContainers(pod(['app', 'proxy']), { container: undefined, all: false });
    expect(chosen(result)).toEqual(['app']);
    expect(result.notice).toBe('Defaulted container "app" out of: app, proxy');
  });

  test('the annotation kubectl.kubernetes.io/default-container decides silently', () => {
    const annotated = pod(['proxy', 'app'], { 'kubectl.kubernetes.io/default-container': 'app' });
    const result = chooseContainers(annotated, { container: undefined, all: false });
    expect(chosen(result)).toEqual(['app']);
    expect(result.notice).toBeUndefined();
  });

  test('an annotation that names no container is ignored', () => {
    const annotated = pod(['app'], { 'kubectl.kubernetes.io/default-container': 'gone' });
    expect(chosen(chooseContainers(annotated, { container: undefined, all: false }))).toEqual(['app']);
  });

  test('-c may name an init container', () => {
    expect(chosen(chooseContainers(pod(['app']), { container: 'setup', all: false }))).toEqual(['setup']);
  });

  test('--all-containers leaves out the init containers, which have ended', () => {
    expect(chosen(chooseContainers(pod(['a', 'b']), { container: undefined, all: true }))).toEqual([
      'a',
      'b',
    ]);
  });

  test('--all-containers has sidecars, and what somebody attached and still runs', () => {
    const running = { running: { startedAt: new Date(0) } };
    const described = {
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        containers: [{ name: 'app' }],
        initContainers: [{ name: 'setup' }, { name: 'mesh', restartPolicy: 'Always' }],
        ephemeralContainers: [{ name: 'debugger' }, { name: 'ended' }],
      },
      status: {
        ephemeralContainerStatuses: [
          { name: 'debugger', state: running },
          { name: 'ended', state: { terminated: { exitCode: 0 } } },
        ],
      },
    } as V1Pod;
    const result = chooseContainers(reducePod(described), { container: undefined, all: true });
    expect(result.containers.map(({ name, type }) => `${name} (${type})`)).toEqual([
      'app (container)',
      'mesh (sidecar)',
      'debugger (ephemeral)',
    ]);
  });

  test('a name that is not there is refused with those that are', () => {
    expect(() => chooseContainers(pod(['app', 'proxy']), { container: 'ap', all: false })).toThrow(
      expect.objectContaining({
        code: 'container-not-found',
        message: 'container ap is not valid for pod web',
        hint: 'Its containers: app, proxy, setup (init).',
      }),
    );
  });
});
