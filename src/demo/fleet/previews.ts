import type { KubeObject } from '../api/objects.ts';
import type { FleetNamespace } from './fleet-namespace.ts';
import { service } from './service.ts';
import { object, workload } from './workload.ts';

const namespace = 'previews';
const BRANCHES = 160;
const DAYS = 240;
/** Branches that still have a pod. */
const ALIVE = 6;

/**
 * A preview of every pull request since eight months ago, two Services each, of which nobody removed any. The last few
 * still run; the newest has no pod yet.
 */
export const previews: FleetNamespace = { name: namespace, services, others };

/** Days since the preview of a branch was made: every day and a half, the first one {@link DAYS} days ago. */
const ageOf = (branch: number): number => DAYS - (branch * DAYS) / BRANCHES;
const nameOf = (branch: number): string => `pr-${1200 + branch}`;

function services(): KubeObject[] {
  const branches = Array.from({ length: BRANCHES }, (_, branch) => branch);
  const own = branches.flatMap((branch) => {
    const [name, age] = [nameOf(branch), ageOf(branch)];
    const common = { namespace, age, labels: { branch: name } };
    return [
      service({
        ...common,
        name: `${name}-web`,
        clusterIP: `10.96.201.${branch}`,
        selector: { app: name },
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        // Somebody still changes the oldest one.
        ...(branch === 0 ? { changed: 3 } : {}),
      }),
      service({
        ...common,
        name: `${name}-api`,
        clusterIP: `10.96.202.${branch}`,
        selector: { app: `${name}-api` },
      }),
    ];
  });
  const postgres = [{ name: 'postgres', port: 5432 }];
  return [
    ...own,
    service({ namespace, name: 'router', age: DAYS, clusterIP: '10.96.203.1', selector: { app: 'router' } }),
    // Without selectors: somebody keeps the endpoints of one of them by hand, the other has none.
    service({ namespace, name: 'main-db', age: DAYS, clusterIP: '10.96.203.2', ports: postgres }),
    service({ namespace, name: 'old-db', age: DAYS, clusterIP: '10.96.203.3', ports: postgres }),
    service({ namespace, name: 'mail', age: DAYS, externalName: 'smtp.example.com' }),
    // Made a few hours ago; its pods are still to come.
    service({
      namespace,
      name: 'pr-1360-web',
      age: 0.2,
      clusterIP: '10.96.203.4',
      selector: { app: 'pr-1360' },
    }),
  ];
}

function others(): KubeObject[] {
  const mainDb: KubeObject = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'main-db', namespace },
    subsets: [
      { addresses: [{ ip: '192.0.2.10' }], ports: [{ name: 'postgres', port: 5432, protocol: 'TCP' }] },
    ],
  };
  const router = workload({
    kind: 'Deployment',
    namespace,
    name: 'router',
    age: DAYS,
    // nginx' entrypoint hands all names to envsubst in one argument, of which the kernel takes 128 KiB.
    template: { containers: [{ name: 'router', image: 'docker.io/library/nginx:1.27.4' }] },
    pods: [
      { node: 'worker-1', ip: '10.244.201.1', age: 200 },
      { node: 'worker-2', ip: '10.244.201.2', age: 90 },
    ],
  });
  const alive = Array.from({ length: ALIVE }, (_, index) => BRANCHES - 1 - index).flatMap((branch, index) =>
    workload({
      kind: 'Deployment',
      namespace,
      name: nameOf(branch),
      age: ageOf(branch),
      template: {
        containers: [
          {
            name: 'web',
            image: `registry.example/previews/web:${nameOf(branch)}`,
            command: ['npm', 'run', 'start'],
            resources: { limits: { cpu: '250m', memory: '256Mi' } },
          },
        ],
      },
      pods: [{ node: `worker-${(index % 3) + 1}`, ip: `10.244.201.${10 + index}`, age: ageOf(branch) }],
    }),
  );
  return [mainDb, ...router, ...alive, cleanUp()];
}

/** It was to remove what is left over. */
function cleanUp(): KubeObject {
  const image = 'registry.example/previews/kubectl:1.31';
  const containers = [
    { name: 'clean', image, command: ['bash', '-c', 'kubectl delete service -l branch=$BRANCH'] },
  ];
  const template = { metadata: {}, spec: { restartPolicy: 'Never', containers } };
  return object({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    namespace,
    name: 'clean-up',
    age: 230,
    spec: { schedule: '0 4 * * *', suspend: true, jobTemplate: { spec: { template } } },
  });
}
