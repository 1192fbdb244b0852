import { app, pod, ready, running } from './objects.ts';
import type { Situation } from './situation.ts';

/** Pods that are slow by what their own program does. */
export const APP: readonly Situation[] = [
  {
    name: 'burner',
    truth: 'computes on its main thread all the time',
    causes: ['app-cpu'],
    objects: ({ images }) => [app(images, { name: 'burner', file: 'burner', env: { ALWAYS: 'yes' } })],
    isThere: ready,
    computes: true,
  },
  {
    name: 'bursts',
    truth: 'blocks its event loop for half a second every two seconds, and uses a quarter of a core',
    causes: ['app-cpu', 'app-blocked'],
    objects: ({ images }) => [
      app(images, { name: 'bursts', file: 'bursty', env: { EVERY_MS: '2000', BURST_MS: '500' } }),
    ],
    isThere: ready,
    computes: true,
  },
  {
    name: 'not-ready',
    truth: 'answers its readiness probe with an error, so it gets no requests',
    causes: ['not-ready'],
    tells: /503/,
    objects: ({ images }) => [
      app(images, {
        name: 'not-ready',
        file: 'not-ready',
        links: false,
        container: { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 2 } },
      }),
    ],
    isThere: running,
    settleMs: 10_000,
    still: true,
  },
  {
    name: 'sidecar-crashes',
    truth: 'is well, but is not ready, because another container of its pod crashes',
    causes: ['not-ready'],
    tells: /no certificate/,
    objects: ({ images }) => [
      pod(images, {
        name: 'sidecar-crashes',
        image: 'shell',
        links: false,
        command: ['sleep', '86400'],
        sidecar: { name: 'proxy', command: ['sh', '-c', 'echo listen: no certificate; exit 1'] },
      }),
    ],
    isThere: ({ status }) =>
      status?.containerStatuses?.some(({ restartCount, ready: isReady }) => restartCount >= 2 && !isReady) ??
      false,
    still: true,
  },
  {
    name: 'behind-init',
    truth: 'computes on its main thread all the time, behind a shell that waits for it',
    causes: ['app-cpu'],
    objects: ({ images }) => [
      pod(images, {
        name: 'behind-init',
        links: false,
        command: ['sh', '-c', 'node /app/burner.cjs; true'],
        env: { ALWAYS: 'yes' },
      }),
    ],
    isThere: ready,
    settleMs: 3000,
    computes: true,
  },
  {
    name: 'threads',
    truth: 'computes in eight threads beside its main one, of which one runs at a time',
    causes: ['app-cpu'],
    objects: ({ images }) => [
      pod(images, { name: 'threads', image: 'python', links: false, command: ['python3', '-c', THREADS] }),
    ],
    isThere: ready,
    settleMs: 3000,
    computes: true,
  },
  {
    name: 'children-storm',
    truth: 'starts hundreds of short-lived children a second, with a small environment',
    causes: ['app-children'],
    objects: ({ images }) => [
      pod(images, {
        name: 'children-storm',
        image: 'shell',
        links: false,
        command: ['sh', '-c', 'while :; do /bin/true; done'],
      }),
    ],
    isThere: ready,
    computes: true,
  },
];

const THREADS = `
import threading, signal
def compute():
    while True: sum(each * each for each in range(10000))
for _ in range(8): threading.Thread(target=compute, daemon=True).start()
signal.pause()
`;
