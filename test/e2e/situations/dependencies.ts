import { app, client, linkTo, ready, service } from './objects.ts';
import type { Situation } from './situation.ts';

/** Pods that wait for something else. */
export const DEPENDENCIES: readonly Situation[] = [
  {
    name: 'slow-dependency',
    truth: 'waits three seconds for another Service with each of its requests',
    causes: ['slow-dependency'],
    services: [service('slow-backend'), service('slow-dependency')],
    objects: ({ images }) => [
      app(images, { name: 'slow-backend', file: 'backend', env: { DELAY_MS: '3000' } }),
      app(images, { name: 'slow-dependency', file: 'front', env: { BACKEND_URL: linkTo('slow-backend') } }),
      client(images, { of: 'slow-dependency', everyMs: 700 }),
    ],
    flags: ({ addressOf }) => ['--url', `http://${addressOf('slow-backend')}/`, '--requests', '1'],
    isThere: ready,
    settleMs: 4000,
  },
  {
    name: 'slow-dependency-unnamed',
    truth: 'waits three seconds for another Service, of which nobody says that it is asked',
    causes: ['slow-dependency'],
    services: [service('unnamed-backend'), service('slow-dependency-unnamed')],
    objects: ({ images }) => [
      app(images, { name: 'unnamed-backend', file: 'backend', env: { DELAY_MS: '3000' } }),
      app(images, {
        name: 'slow-dependency-unnamed',
        file: 'front',
        env: { BACKEND_URL: linkTo('unnamed-backend') },
      }),
      client(images, { of: 'slow-dependency-unnamed', everyMs: 700 }),
    ],
    isThere: ready,
    settleMs: 4000,
  },
  {
    name: 'hung-dependency',
    truth: 'asks a Service that is up, but accepts no connections',
    causes: ['unreachable-dependency', 'slow-dependency'],
    services: [service('hung-backend'), service('hung-dependency')],
    objects: ({ images }) => [
      app(images, { name: 'hung-backend', file: 'hung' }),
      app(images, { name: 'hung-dependency', file: 'front', env: { BACKEND_URL: linkTo('hung-backend') } }),
      client(images, { of: 'hung-dependency', everyMs: 1500 }),
    ],
    isThere: ready,
    settleMs: 5000,
  },
  {
    name: 'no-endpoints',
    truth: 'asks a Service with nothing behind it, so it is refused',
    causes: ['unreachable-dependency'],
    services: [service('nobody')],
    objects: ({ images }) => [
      app(images, {
        name: 'no-endpoints',
        file: 'client',
        env: { TARGET_URL: linkTo('nobody'), EVERY_MS: '500' },
      }),
    ],
    isThere: ready,
  },
  {
    name: 'dns-waits',
    truth: 'looks a name up for each request, and its DNS server answers nobody',
    causes: ['dns'],
    services: [service('silent-dns', { port: 53, targetPort: 5353, protocol: 'UDP' })],
    objects: ({ images, addressOf }) => [
      app(images, { name: 'silent-dns', file: 'silent-dns', links: false }),
      app(images, {
        name: 'dns-waits',
        file: 'client',
        links: false,
        env: { TARGET_URL: 'http://prices.shop.example:80/', EVERY_MS: '700' },
        spec: {
          dnsPolicy: 'None',
          dnsConfig: { nameservers: [addressOf('silent-dns')], searches: ['shop.svc.cluster.local'] },
        },
      }),
    ],
    isThere: ready,
    settleMs: 4000,
  },
];
