import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Images } from '../images.ts';

/** The little of a pod's status that a situation waits for. */
export interface PodObject {
  metadata: { name: string };
  status?: {
    phase?: string;
    conditions?: { type: string; status: string }[];
    containerStatuses?: {
      restartCount: number;
      ready: boolean;
      state?: { running?: object; waiting?: { reason?: string }; terminated?: { reason?: string } };
      lastState?: { terminated?: object };
    }[];
    initContainerStatuses?: { restartCount: number }[];
  };
}

export interface PodParts {
  name: string;
  image?: keyof Images;
  command?: string[];
  links?: boolean;
  env?: Record<string, string>;
  limits?: { cpu?: string; memory?: string; 'ephemeral-storage'?: string };
  /** Another container of the same image. */
  sidecar?: { name: string; command: string[] };
  /** Further fields of the container, and of the pod's spec. */
  container?: object;
  spec?: object;
}

const FOLDERS = [
  join(import.meta.dirname, '../../../src/demo/scenarios/apps'),
  join(import.meta.dirname, 'apps'),
];

/** The applications of the demo's scenarios and those of the situations, as the files of a ConfigMap. */
export const appsConfigMap = (): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'diagnose-apps' },
  data: Object.fromEntries(
    FOLDERS.flatMap((folder) =>
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    ),
  ),
});

/** A pod of one container, of node22 where no image is named; the applications are in /app, and /state may be written. */
export function pod(images: Images, parts: PodParts): object {
  const {
    name,
    image = 'node22',
    command,
    links = true,
    env = {},
    limits = {},
    container,
    sidecar,
    spec,
  } = parts;
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
          image: images[image],
          imagePullPolicy: 'IfNotPresent',
          ...(command === undefined ? {} : { command }),
          env: Object.entries({ LISTEN_PORT: '8080', ...env }).map(([key, value]) => ({ name: key, value })),
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits },
          volumeMounts: [
            { name: 'apps', mountPath: '/app' },
            { name: 'state', mountPath: '/state' },
          ],
          ...container,
        },
        ...(sidecar === undefined
          ? []
          : [{ image: images[image], imagePullPolicy: 'IfNotPresent', ...sidecar }]),
      ],
      volumes: [
        { name: 'apps', configMap: { name: 'diagnose-apps' } },
        { name: 'state', emptyDir: {} },
      ],
      ...spec,
    },
  };
}

/** A pod that runs one of the applications with Node.js. */
export function app(images: Images, { file, ...parts }: PodParts & { file: string }): object {
  return pod(images, { command: ['node', `/app/${file}.cjs`], ...parts });
}

/** A pod that asks a Service, or a URL, every so often; its environment is small. */
export function client(
  images: Images,
  { of, everyMs, url = linkTo(of) }: { of: string; everyMs: number; url?: string },
): object {
  const env = { TARGET_URL: url, EVERY_MS: String(everyMs) };
  return app(images, { name: `${of}-client`, file: 'client', env });
}

/** A Service at port 80 before the pods of its name. */
export function service(name: string, port: object = { port: 80, targetPort: 8080 }): object {
  const spec = { selector: { app: name }, ports: [{ name: 'http', ...port }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
}

/** The URL of a Service by its link: a cluster may have no DNS. */
export function linkTo(name: string): string {
  return `http://$(${name.toUpperCase().replaceAll('-', '_')}_SERVICE_HOST):80/`;
}

export const ready = ({ status }: PodObject): boolean =>
  status?.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') ?? false;

export const running = ({ status }: PodObject): boolean =>
  status?.containerStatuses?.[0]?.state?.running !== undefined;

export const ended = ({ status }: PodObject): boolean => status?.phase === 'Succeeded';

/** It waits for something that will not come: a container that cannot be started. */
export const heldUp = ({ status }: PodObject): boolean =>
  /Image|Err|Crash/.test(status?.containerStatuses?.[0]?.state?.waiting?.reason ?? '');

/** It was started again so many times, and whatever `then` says. */
export const restarted =
  (times: number, then: (pod: PodObject) => boolean = () => true) =>
  (object: PodObject): boolean =>
    (object.status?.containerStatuses?.[0]?.restartCount ?? 0) >= times && then(object);
