import type { Images } from './images.ts';

interface PodCase {
  name: string;
  image: keyof Images;
  /** Fields of the container. */
  container: object;
  links: boolean;
  /** A command that prints its own environment as the kernel has it: `NAME=value` and a NUL each. */
  environ: string[];
  /** Whether `sh` and `env` are in the image. */
  shell: boolean;
}

const CAT = ['cat', '/proc/self/environ'];
const NODE_READS = "process.stdout.write(require('fs').readFileSync('/proc/self/environ'))";
const NODE_WAITS = 'setInterval(() => {}, 1e6)';

/** A pod of each kind of image, and two whose spec is special. */
export const pods: PodCase[] = [
  pod('node22', { container: { command: ['node', '-e', NODE_WAITS] } }),
  pod('node14', { container: { command: ['node', '-e', NODE_WAITS] } }),
  pod('distroless', {
    container: { args: ['-e', NODE_WAITS] },
    environ: ['/nodejs/bin/node', '-e', NODE_READS],
    shell: false,
  }),
  pod('python', { container: { command: ['python3', '-c', 'import signal; signal.pause()'] } }),
  pod('shell', { container: { command: ['sleep', '86400'] } }),
  pod('s6', {}),
  pod('shell', { name: 'no-links', container: { command: ['sleep', '86400'] }, links: false }),
  pod('shell', {
    name: 'declared',
    container: {
      command: ['sleep', '86400'],
      env: [
        { name: 'LINES_OF_TEXT', value: 'one\ntwo\nthree' },
        { name: 'E2E_NAMED_0001_SERVICE_HOST', value: 'elsewhere.example' },
        { name: 'FROM_KEY', valueFrom: { configMapKeyRef: { name: 'e2e', key: 'KEY' } } },
      ],
      envFrom: [{ configMapRef: { name: 'e2e' }, prefix: 'CM_' }],
    },
  }),
];

export const podManifests = (images: Images): object[] => [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'e2e' }, data: { KEY: 'value', OTHER: 'value' } },
  ...pods.map(({ name, image, container, links }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'e2e' } },
    spec: {
      enableServiceLinks: links,
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image: images[image], imagePullPolicy: 'IfNotPresent', ...container }],
    },
  })),
];

function pod(image: keyof Images, { name = image, ...rest }: Partial<PodCase>): PodCase {
  return { name, image, container: {}, links: true, environ: CAT, shell: true, ...rest };
}
