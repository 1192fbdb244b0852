import { app, client, linkTo, pod, ready, running, service } from './objects.ts';
import type { Situation } from './situation.ts';

/** Pods whose thousands of service links cost them something, each in another way. */
export const ENVIRONMENT: readonly Situation[] = [
  {
    name: 'case-a',
    truth: 'starts a child with thousands of variables for each request, and waits for it',
    causes: ['service-links'],
    services: [service('case-a')],
    objects: ({ images }) => [
      app(images, {
        name: 'case-a',
        file: 'spawner',
        limits: { cpu: '300m' },
        env: { CHECK_EVERY_MS: '10000' },
      }),
      client(images, { of: 'case-a', everyMs: 3000 }),
    ],
    isThere: ready,
    settleMs: 3000,
    computes: true,
  },
  {
    name: 'async-children',
    truth: 'starts a child with thousands of variables for each request, asynchronously',
    causes: ['service-links'],
    services: [service('async-children')],
    objects: ({ images }) => [
      app(images, { name: 'async-children', file: 'spawns' }),
      client(images, { of: 'async-children', everyMs: 700 }),
    ],
    isThere: ready,
    settleMs: 3000,
    computes: true,
  },
  {
    name: 'env-copies',
    truth: 'copies its thousands of variables for each request, without any child',
    causes: ['service-links'],
    services: [service('env-copies')],
    objects: ({ images }) => [
      app(images, { name: 'env-copies', file: 'copies-environment' }),
      client(images, { of: 'env-copies', everyMs: 700 }),
    ],
    isThere: ready,
    settleMs: 3000,
    computes: true,
  },
  {
    name: 'probe-tax',
    truth: 'is not ready, because its exec probe takes longer for thousands of variables than it may',
    causes: ['exec-probes'],
    objects: ({ images }) => [
      pod(images, {
        name: 'probe-tax',
        image: 'shell',
        command: ['sleep', '86400'],
        limits: { cpu: '50m' },
        container: {
          readinessProbe: {
            exec: { command: ['sh', '-c', 'ps | grep -q sleep'] },
            periodSeconds: 5,
            timeoutSeconds: 1,
          },
        },
      }),
    ],
    isThere: running,
    settleMs: 15_000,
  },
  {
    name: 'slow-start',
    truth: 'took long to start, because its init writes each of thousands of variables into a file',
    causes: ['service-links'],
    objects: ({ images }) => [
      pod(images, {
        name: 'slow-start',
        image: 's6',
        container: { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 } },
      }),
    ],
    isThere: ready,
    still: true,
  },
  {
    name: 'links-and-backend',
    truth: 'starts a child with thousands of variables for each request, and asks a slow Service',
    causes: ['service-links', 'slow-dependency'],
    beside: ['service-links', 'slow-dependency'],
    services: [service('links-and-backend'), service('second-backend')],
    objects: ({ images }) => [
      app(images, { name: 'second-backend', file: 'backend', links: false, env: { DELAY_MS: '1000' } }),
      app(images, {
        name: 'links-and-backend',
        file: 'spawns-and-asks',
        env: { BACKEND_URL: linkTo('second-backend') },
      }),
      client(images, { of: 'links-and-backend', everyMs: 1500 }),
    ],
    flags: ({ addressOf }) => ['--url', `http://${addressOf('second-backend')}/`, '--requests', '2'],
    isThere: ready,
    settleMs: 3000,
    computes: true,
  },
];
