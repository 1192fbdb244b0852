import { app, client, ended, linkTo, pod, ready, restarted, running, service } from './objects.ts';
import type { Situation } from './situation.ts';

const IDLE = ['node', '-e', 'setInterval(() => {}, 1e6)'];

/** Pods that have nothing: whoever blames something here is wrong. */
export const INNOCENT: readonly Situation[] = [
  innocent('idle', 'idles', {
    objects: ({ images }) => [pod(images, { name: 'idle', links: false, command: IDLE })],
    still: true,
  }),
  innocent('idle-links', 'idles with thousands of service links, and starts no child', {
    objects: ({ images }) => [pod(images, { name: 'idle-links', command: IDLE })],
    still: true,
  }),
  innocent('idle-node14', 'idles with thousands of service links in an old Node.js', {
    objects: ({ images }) => [pod(images, { name: 'idle-node14', image: 'node14', command: IDLE })],
    still: true,
  }),
  innocent('distroless', 'idles with thousands of service links in an image without a shell', {
    objects: ({ images }) => [
      pod(images, { name: 'distroless', image: 'distroless', container: { args: IDLE.slice(1) } }),
    ],
    still: true,
  }),
  innocent('served', 'answers ten requests a second, each with 10 ms of computing', {
    services: [service('served')],
    objects: ({ images }) => [
      app(images, { name: 'served', file: 'server', limits: { cpu: '1' }, env: { COMPUTE_MS: '10' } }),
      client(images, { of: 'served', everyMs: 100 }),
    ],
    settleMs: 3000,
    computes: true,
  }),
  innocent('quick-dependency', 'asks another Service for each request, which answers at once', {
    services: [service('quick-backend'), service('quick-dependency')],
    objects: ({ images }) => [
      app(images, { name: 'quick-backend', file: 'server', links: false }),
      app(images, { name: 'quick-dependency', file: 'front', env: { BACKEND_URL: linkTo('quick-backend') } }),
      client(images, { of: 'quick-dependency', everyMs: 300 }),
    ],
    settleMs: 3000,
  }),
  innocent('connection-pool', 'keeps ten connections to another Service open, mostly unused', {
    services: [service('pool-backend')],
    objects: ({ images }) => [
      app(images, { name: 'pool-backend', file: 'server', links: false }),
      app(images, { name: 'connection-pool', file: 'pool', env: { BACKEND_URL: linkTo('pool-backend') } }),
    ],
    settleMs: 3000,
  }),
  innocent('batch', 'was a batch and ended with exit code 0', {
    objects: ({ images }) => [
      pod(images, {
        name: 'batch',
        image: 'shell',
        command: ['sh', '-c', 'echo 12 rows written'],
        spec: { restartPolicy: 'Never' },
      }),
    ],
    isThere: ended,
    still: true,
  }),
  innocent('timers', 'has a thousand timers that do little', {
    objects: ({ images }) => [app(images, { name: 'timers', file: 'server', env: { TIMERS: '1000' } })],
  }),
  innocent('web-server', 'serves files', {
    services: [service('web-server')],
    objects: ({ images }) => [
      pod(images, {
        name: 'web-server',
        image: 'shell',
        command: ['httpd', '-f', '-p', '8080', '-h', '/etc'],
      }),
      client(images, { of: 'web-server', everyMs: 300, url: `${linkTo('web-server')}passwd` }),
    ],
    settleMs: 3000,
  }),
  innocent('python-sleeps', 'is a Python program that sleeps', {
    objects: ({ images }) => [
      pod(images, {
        name: 'python-sleeps',
        image: 'python',
        command: ['python3', '-c', 'import signal; signal.pause()'],
      }),
    ],
    still: true,
  }),
  innocent('python-serves', 'is a Python web server that is asked three times a second', {
    services: [service('python-serves')],
    objects: ({ images }) => [
      pod(images, {
        name: 'python-serves',
        image: 'python',
        command: ['python3', '-m', 'http.server', '8080', '-d', '/etc'],
      }),
      client(images, { of: 'python-serves', everyMs: 300, url: `${linkTo('python-serves')}passwd` }),
    ],
    settleMs: 3000,
  }),
  innocent('static-program', 'is one static program, with nothing else in its image', {
    objects: ({ images }) => [pod(images, { name: 'static-program', image: 'pause' })],
    still: true,
  }),
  innocent('logs-a-lot', 'writes 500 lines a second to its log', {
    objects: ({ images }) => [
      app(images, { name: 'logs-a-lot', file: 'server', links: false, env: { LINES_A_SECOND: '500' } }),
    ],
    computes: true,
  }),
  innocent('below-limit', 'has a CPU limit that it does not reach', {
    objects: ({ images }) => [
      app(images, {
        name: 'below-limit',
        file: 'bursty',
        limits: { cpu: '500m', memory: '256Mi' },
        env: { EVERY_MS: '500', BURST_MS: '20' },
      }),
    ],
    computes: true,
  }),
  innocent(
    'page-cache',
    'has read a file that is larger than its memory limit, which fills with cache only',
    {
      objects: ({ images }) => [
        pod(images, {
          name: 'page-cache',
          image: 'shell',
          limits: { memory: '64Mi' },
          command: [
            'sh',
            '-c',
            'dd if=/dev/zero of=/state/large bs=1M count=150 2>/dev/null; cat /state/large >/dev/null; exec sleep 86400',
          ],
        }),
      ],
      settleMs: 3000,
      still: true,
    },
  ),
  innocent('rare-children', 'starts a child every two seconds, with a small environment', {
    objects: ({ images }) => [
      app(images, { name: 'rare-children', file: 'spawner', links: false, env: { CHECK_EVERY_MS: '2000' } }),
    ],
  }),
  innocent('many-files', 'has half of its 1,024 files open as it always has, and takes connections', {
    services: [service('many-files')],
    objects: ({ images }) => [
      pod(images, {
        name: 'many-files',
        links: false,
        command: ['sh', '-c', 'ulimit -n 1024; SPARE=500 exec node /app/opens-files.cjs'],
      }),
      client(images, { of: 'many-files', everyMs: 500 }),
    ],
    settleMs: 3000,
  }),
  innocent('cron-like', 'is a shell that does something every ten seconds', {
    objects: ({ images }) => [
      pod(images, {
        name: 'cron-like',
        image: 'shell',
        command: ['sh', '-c', 'while :; do date; sleep 10; done'],
      }),
    ],
    isThere: running,
    still: true,
  }),
  innocent('s6-small', 'starts with an init that writes its few variables into files', {
    objects: ({ images }) => [
      pod(images, {
        name: 's6-small',
        image: 's6',
        links: false,
        container: { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 } },
      }),
    ],
    still: true,
  }),
  innocent('good-probe', 'has an exec probe that answers in time', {
    objects: ({ images }) => [
      pod(images, {
        name: 'good-probe',
        image: 'shell',
        links: false,
        command: ['sleep', '86400'],
        container: {
          readinessProbe: {
            exec: { command: ['sh', '-c', 'ps | grep -q sleep'] },
            periodSeconds: 5,
            timeoutSeconds: 3,
          },
        },
      }),
    ],
  }),
  // Its restarts are some minutes old by then.
  innocent('restarted-before', 'crashed twice soon after its start, and has run well since', {
    objects: ({ images }) => [app(images, { name: 'restarted-before', file: 'crashes-first' })],
    isThere: restarted(2, ready),
    still: true,
  }),
];

function innocent(
  name: string,
  truth: string,
  rest: Partial<Situation> & Pick<Situation, 'objects'>,
): Situation {
  return { name, truth, causes: [], isThere: ready, ...rest };
}
