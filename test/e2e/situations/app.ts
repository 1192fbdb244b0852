import { app, pod, ready } from './objects.ts';
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
