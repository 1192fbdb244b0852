import { spawnSync } from 'node:child_process';
import { kubectl } from './programs.ts';

interface Wanted {
  env: NodeJS.ProcessEnv;
  /** Services of 8 variables each, made before the pods. */
  services: number;
  pods: number;
  /** Services made after the pods have started. */
  later?: number;
}

/** Makes a namespace `envaudit-bench-…` with Services and pods `bench-0`, …, gives it to `use`, and removes it. */
export async function withObjects(wanted: Wanted, use: (namespace: string) => Promise<void>): Promise<void> {
  const { env, services, pods, later = 0 } = wanted;
  const namespace = `envaudit-bench-${process.pid}`;
  const run = (args: string[], items?: object[]): void => {
    const input = items && JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const { status, stderr } = spawnSync(kubectl, args, {
      input,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  };
  const create = ['create', '-n', namespace, '-f', '-', '-o', 'name'];
  run(['create', 'namespace', namespace]);
  try {
    run(create, range(0, services).map(service));
    run(create, range(0, pods).map(pod));
    run(['wait', '--for=condition=Ready', 'pods', '--all', '-n', namespace, '--timeout=600s']);
    if (later > 0) run(create, range(services, later).map(service));
    await use(namespace);
  } finally {
    run(['delete', 'namespace', namespace, '--wait=false']);
  }
}

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

const service = (index: number): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: `bench-service-${index}` },
  spec: { ports: [{ name: 'http', port: 8080 }] },
});

const pod = (index: number): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `bench-${index}`, labels: { app: 'bench' } },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'main',
        image: process.env['ENVAUDIT_BENCH_IMAGE'] ?? 'busybox:1',
        imagePullPolicy: 'IfNotPresent',
        command: ['sleep', '86400'],
      },
    ],
  },
});
