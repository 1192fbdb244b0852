import type { Images } from '../images.ts';
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
    name: 'init-waits',
    truth: 'waits for an init container that waits for a Service which nobody made',
    causes: ['not-started'],
    tells: /bad address/,
    objects: ({ images }) => [
      initialised(images, 'init-waits', 'until wget -q -O - http://orders-db/; do sleep 2; done'),
    ],
    isThere: ({ status }) => status?.phase === 'Pending',
    settleMs: 75_000,
    still: true,
  },
  {
    name: 'init-fails',
    truth: 'waits for an init container that fails, and says in its log why',
    causes: ['not-started'],
    tells: /migration 42 failed/,
    objects: ({ images }) => [initialised(images, 'init-fails', 'echo ERROR: migration 42 failed; exit 3')],
    isThere: ({ status }) => (status?.initContainerStatuses?.[0]?.restartCount ?? 0) >= 2,
    still: true,
  },
  {
    name: 'no-interpreter',
    truth: 'runs a script whose interpreter is not in its image',
    causes: ['not-started'],
    tells: /interpreter/,
    objects: ({ images }) => [scripted(images, 'no-interpreter')],
    isThere: restarted(2, heldUp),
    still: true,
  },
  {
    name: 'post-start',
    truth: 'has a postStart hook that fails',
    causes: ['not-started'],
    tells: /cannot register/,
    objects: ({ images }) => [
      pod(images, {
        name: 'post-start',
        image: 'shell',
        command: ['sleep', '86400'],
        container: {
          lifecycle: { postStart: { exec: { command: ['sh', '-c', 'echo cannot register; exit 4'] } } },
        },
      }),
    ],
    isThere: restarted(2, heldUp),
    still: true,
  },
  {
    name: 'deadline',
    truth: 'was ended when it had been there for as long as it may',
    causes: ['not-started'],
    tells: /DeadlineExceeded/,
    objects: ({ images }) => [
      pod(images, {
        name: 'deadline',
        image: 'shell',
        command: ['sleep', '86400'],
        spec: { activeDeadlineSeconds: 10, restartPolicy: 'Never' },
      }),
    ],
    isThere: ({ status }) => status?.phase === 'Failed',
    still: true,
  },
  {
    name: 'evicted',
    truth: 'wrote more to its node’s disk than it may keep there',
    causes: ['ephemeral-storage'],
    objects: ({ images }) => [
      pod(images, {
        name: 'evicted',
        image: 'shell',
        command: ['sh', '-c', 'dd if=/dev/zero of=/state/large bs=1M count=60; exec sleep 86400'],
        limits: { 'ephemeral-storage': '20Mi' },
      }),
    ],
    isThere: ({ status }) => status?.phase === 'Failed',
    still: true,
  },
  {
    name: 'ends-itself',
    truth: 'ends without an error, and is started again and again',
    causes: ['crash'],
    tells: /foreground/,
    objects: ({ images }) => [
      pod(images, { name: 'ends-itself', image: 'shell', command: ['sh', '-c', 'echo done'] }),
    ],
    isThere: restarted(2, heldUp),
    still: true,
  },
  {
    name: 'liveness',
    truth: 'answers its liveness probe for some seconds only, so the kubelet ends it',
    causes: ['crash'],
    tells: /liveness probe failed/,
    objects: ({ images }) => [
      app(images, {
        name: 'liveness',
        file: 'falls-silent',
        links: false,
        container: {
          livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 2, failureThreshold: 2 },
        },
      }),
    ],
    isThere: restarted(2, heldUp),
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

/** A shell that waits for an init container, which runs this. */
function initialised(images: Images, name: string, script: string): object {
  const init = {
    name: 'prepare',
    image: images.shell,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', script],
  };
  const spec = { initContainers: [init] };
  return pod(images, { name, image: 'shell', links: false, command: ['sleep', '86400'], spec });
}

/** A file of /app as the program: it may be executed there. */
function scripted(images: Images, name: string): object {
  const apps = { name: 'apps', configMap: { name: 'diagnose-apps', defaultMode: 0o755 } };
  return pod(images, {
    name,
    image: 'shell',
    links: false,
    command: [`/app/${name}.sh`],
    spec: { volumes: [apps, { name: 'state', emptyDir: {} }] },
  });
}
