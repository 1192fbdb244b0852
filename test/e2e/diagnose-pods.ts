import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cause } from '../../src/contracts/diagnosis.ts';
import type { Images } from './images.ts';

/** A pod whose trouble is known, with what it needs beside it. */
export interface DiagnoseCase {
  /** Of the pod that is diagnosed. */
  name: string;
  /** What is wrong with it. */
  trouble: string;
  causes: Cause[];
  objects: object[];
}

const APPS = join(import.meta.dirname, '../../src/demo/scenarios/apps');

/** The applications of the demo's scenarios, as the files of a ConfigMap. */
export const appsConfigMap = (): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'diagnose-apps' },
  data: Object.fromEntries(readdirSync(APPS).map((file) => [file, readFileSync(join(APPS, file), 'utf8')])),
});

/** Pods with a known trouble each; all others of their namespace share its service links. */
export function diagnoseCases(images: Images): DiagnoseCase[] {
  const app = (parts: AppParts): AppPod => appPod(images, parts);
  return [
    {
      name: 'throttled',
      trouble: 'its load comes in bursts that its CPU limit cuts, though it uses half of the limit',
      causes: ['cpu-limit'],
      objects: [
        app({
          name: 'throttled',
          file: 'bursty',
          limits: { cpu: '300m' },
          env: { EVERY_MS: '1000', BURST_MS: '150' },
        }),
      ],
    },
    {
      name: 'oom-killed',
      trouble: 'it was killed at its memory limit and runs again, close to it',
      causes: ['memory-limit'],
      objects: [
        app({
          name: 'oom-killed',
          file: 'leaky',
          limits: { memory: '96Mi' },
          env: { STATE_FOLDER: '/state', THEN_MB: '16', EVERY_MS: '20' },
        }),
      ],
    },
    {
      name: 'slow-dependency',
      trouble: 'each of its requests waits three seconds for another Service',
      causes: ['slow-dependency'],
      objects: [
        ...served(app({ name: 'slow-backend', file: 'backend', env: { DELAY_MS: '3000' } })),
        ...served(app({ name: 'slow-dependency', file: 'front', env: { BACKEND_URL: url('slow-backend') } })),
        app({
          name: 'slow-dependency-client',
          file: 'client',
          env: { TARGET_URL: url('slow-dependency'), EVERY_MS: '700' },
        }),
      ],
    },
    {
      name: 'hung-dependency',
      trouble: 'the Service that it asks is up, but accepts no connections',
      causes: ['unreachable-dependency', 'slow-dependency'],
      objects: [
        ...served(app({ name: 'hung-backend', file: 'hung' })),
        ...served(app({ name: 'hung-dependency', file: 'front', env: { BACKEND_URL: url('hung-backend') } })),
        app({
          name: 'hung-dependency-client',
          file: 'client',
          env: { TARGET_URL: url('hung-dependency'), EVERY_MS: '1500' },
        }),
      ],
    },
    {
      name: 'no-endpoints',
      trouble: 'nothing stands behind the Service that it asks, so it is refused',
      causes: ['unreachable-dependency'],
      objects: [
        service('nobody', { app: 'nobody' }),
        app({ name: 'no-endpoints', file: 'client', env: { TARGET_URL: url('nobody'), EVERY_MS: '500' } }),
      ],
    },
    {
      name: 'burner',
      trouble: 'it computes on its main thread all the time',
      causes: ['app-cpu'],
      objects: [app({ name: 'burner', file: 'burner', env: { ALWAYS: 'yes' } })],
    },
    {
      name: 'case-a',
      trouble: 'it starts a child with thousands of variables for each request',
      causes: ['service-links'],
      objects: [
        ...served(
          app({ name: 'case-a', file: 'spawner', limits: { cpu: '300m' }, env: { CHECK_EVERY_MS: '10000' } }),
        ),
        app({ name: 'case-a-client', file: 'client', env: { TARGET_URL: url('case-a'), EVERY_MS: '3000' } }),
      ],
    },
  ];
}

interface AppParts {
  name: string;
  /** Of src/demo/scenarios/apps. */
  file: string;
  links?: boolean;
  limits?: { cpu?: string; memory?: string };
  env?: Record<string, string>;
}

function appPod(images: Images, { name, file, links = true, limits = {}, env = {} }: AppParts): AppPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: {
      enableServiceLinks: links,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'app',
          image: images.node22,
          imagePullPolicy: 'IfNotPresent',
          command: ['node', `/app/${file}.cjs`],
          env: Object.entries({ LISTEN_PORT: '8080', ...env }).map(([key, value]) => ({ name: key, value })),
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: { requests: { cpu: '10m', memory: '32Mi' }, limits },
          volumeMounts: [
            { name: 'apps', mountPath: '/app' },
            { name: 'state', mountPath: '/state' },
          ],
        },
      ],
      volumes: [
        { name: 'apps', configMap: { name: 'diagnose-apps' } },
        { name: 'state', emptyDir: {} },
      ],
    },
  };
}

interface AppPod {
  metadata: { name: string; labels: { app: string } };
  [field: string]: unknown;
}

/** A pod with a Service of its name, which stands before it so that its links are in all pods. */
function served(pod: AppPod): object[] {
  return [service(pod.metadata.name, pod.metadata.labels), pod];
}

function service(name: string, selector: object): object {
  const spec = { selector, ports: [{ name: 'http', port: 80, targetPort: 8080 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
}

/** The URL of a Service by its link: a cluster may have no DNS. */
function url(name: string): string {
  const prefix = name.toUpperCase().replaceAll('-', '_');
  return `http://$(${prefix}_SERVICE_HOST):80/`;
}
