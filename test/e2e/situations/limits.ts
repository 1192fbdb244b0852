import { app, client, pod, ready, restarted, service } from './objects.ts';
import type { Situation } from './situation.ts';

/** Containers that one of their limits hurts. */
export const LIMITS: readonly Situation[] = [
  {
    name: 'oom-killed',
    truth: 'was killed at its memory limit and runs again, close to it',
    causes: ['memory-limit'],
    objects: ({ images }) => [
      app(images, {
        name: 'oom-killed',
        file: 'leaky',
        limits: { memory: '96Mi' },
        env: { STATE_FOLDER: '/state', THEN_MB: '16', EVERY_MS: '20' },
      }),
    ],
    isThere: restarted(1, ready),
    still: true,
  },
  {
    name: 'memory-full',
    truth: 'keeps 95 % of its memory limit as data of its own',
    causes: ['memory-limit'],
    objects: ({ images }) => [
      pod(images, {
        name: 'memory-full',
        image: 'python',
        links: false,
        limits: { memory: '128Mi' },
        command: ['python3', '-c', FILLS_MEMORY],
      }),
    ],
    isThere: ready,
    settleMs: 3000,
    still: true,
  },
  {
    name: 'tmpfs-full',
    truth: 'keeps files in memory that take 95 % of its memory limit',
    causes: ['memory-limit'],
    objects: ({ images }) => [
      pod(images, {
        name: 'tmpfs-full',
        image: 'shell',
        links: false,
        limits: { memory: '128Mi' },
        command: ['sh', '-c', 'dd if=/dev/zero of=/state/large bs=1M count=122; exec sleep 86400'],
        spec: {
          volumes: [
            { name: 'apps', configMap: { name: 'diagnose-apps' } },
            { name: 'state', emptyDir: { medium: 'Memory' } },
          ],
        },
      }),
    ],
    isThere: ready,
    settleMs: 3000,
    still: true,
  },
  {
    name: 'throttled',
    truth: 'has a load that comes in bursts, which its CPU limit cuts, though it uses half of the limit',
    causes: ['cpu-limit'],
    objects: ({ images }) => [
      app(images, {
        name: 'throttled',
        file: 'bursty',
        limits: { cpu: '300m' },
        env: { EVERY_MS: '1000', BURST_MS: '150' },
      }),
    ],
    isThere: ready,
    computes: true,
  },
  {
    name: 'small-limit',
    truth: 'wants a third of a core and may use a tenth',
    causes: ['cpu-limit'],
    objects: ({ images }) => [
      app(images, {
        name: 'small-limit',
        file: 'bursty',
        links: false,
        limits: { cpu: '100m' },
        env: { EVERY_MS: '1000', BURST_MS: '300' },
      }),
    ],
    isThere: ready,
    settleMs: 5000,
    computes: true,
  },
  {
    name: 'open-files',
    truth: 'has all 128 of its 128 files open, so it can take no connection',
    causes: ['open-files'],
    services: [service('open-files')],
    objects: ({ images }) => [
      pod(images, {
        name: 'open-files',
        command: ['sh', '-c', 'ulimit -n 128; exec node /app/opens-files.cjs'],
        links: false,
      }),
      client(images, { of: 'open-files', everyMs: 500 }),
    ],
    isThere: ready,
    settleMs: 3000,
  },
  {
    name: 'process-limit',
    truth: 'has as many processes as it may have, so that each child that it starts fails',
    causes: ['process-limit'],
    objects: ({ images }) => [
      pod(images, {
        name: 'process-limit',
        command: ['sh', '-c', 'ulimit -p 24; exec node /app/starts-threads.cjs'],
        links: false,
        container: { securityContext: { runAsUser: 20_917 } },
      }),
    ],
    isThere: ready,
    settleMs: 3000,
  },
  {
    name: 'accept-queue',
    truth: 'listens and never accepts, so its own queue of connections is full',
    causes: ['app-blocked'],
    services: [service('accept-queue')],
    objects: ({ images }) => [
      app(images, { name: 'accept-queue', file: 'hung', links: false }),
      client(images, { of: 'accept-queue', everyMs: 300 }),
    ],
    isThere: ready,
    settleMs: 5000,
  },
];

const FILLS_MEMORY = `
import signal, time
kept = []
def used():
    return int(next(line for line in open('/proc/self/status') if line.startswith('VmRSS')).split()[1]) / 1024
while used() < 121: kept.append(bytearray(b'x' * 2 ** 18))
signal.pause()
`;
