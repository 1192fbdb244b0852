import { app, heldUp, pod, restarted, service } from './objects.ts';
import type { Situation } from './situation.ts';

/** Containers that never started, and those that end again and again. */
export const NOT_STARTED: readonly Situation[] = [
  {
    name: 'start-error',
    truth: 'has a command that is not in its image, so it never started',
    causes: ['not-started'],
    tells: /\/nosuch\/binary/,
    objects: ({ images }) => [pod(images, { name: 'start-error', command: ['/nosuch/binary'] })],
    isThere: restarted(1, heldUp),
    still: true,
  },
  {
    name: 'missing-config',
    truth: 'takes its environment from a ConfigMap that is not there',
    causes: ['not-started'],
    tells: /nobody-made-it/,
    objects: ({ images }) => [
      pod(images, {
        name: 'missing-config',
        command: ['sleep', '86400'],
        container: { envFrom: [{ configMapRef: { name: 'nobody-made-it' } }] },
      }),
    ],
    isThere: heldUp,
    still: true,
  },
  {
    name: 'no-image',
    truth: 'has an image that cannot be pulled',
    causes: ['not-started'],
    tells: /registry\.invalid\/shop\/cart:1/,
    objects: ({ images }) => [
      pod(images, { name: 'no-image', container: { image: 'registry.invalid/shop/cart:1' } }),
    ],
    isThere: heldUp,
    still: true,
  },
  {
    name: 'crash-loop',
    truth: 'ends at once each time, and says in its log which file it misses',
    causes: ['crash'],
    tells: /\/config\/settings\.yaml/,
    objects: ({ images }) => [app(images, { name: 'crash-loop', file: 'needs-settings' })],
    isThere: restarted(2, heldUp),
    still: true,
  },
  {
    name: 'port-collision',
    truth: 'takes REDIS_PORT for a number, and the Service “redis” makes it an address',
    causes: ['variable-collision'],
    tells: /REDIS_PORT/,
    services: [service('redis', { port: 6379 })],
    objects: ({ images }) => [app(images, { name: 'port-collision', file: 'redis-port' })],
    isThere: restarted(2, heldUp),
    still: true,
  },
];
