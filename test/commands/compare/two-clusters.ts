import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo, type Demo, type DemoOptions } from '../../../src/demo/server.ts';

/** Two embedded clusters in one kubeconfig, with the contexts `paris` (the current one) and `beijing`. */
export interface TwoClusters {
  paris: Demo;
  beijing: Demo;
  /** Path of the kubeconfig; its context `gone` leads to a server that does not answer. */
  kubeconfig: string;
  folder: string;
  close(): Promise<void>;
}

export async function twoClusters(paris: DemoOptions, beijing: DemoOptions): Promise<TwoClusters> {
  const demos = await Promise.all([startDemo(paris), startDemo(beijing)]);
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-compare-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, kubeconfigOf(demos), { mode: 0o600 });
  return {
    paris: demos[0],
    beijing: demos[1],
    kubeconfig,
    folder,
    async close() {
      await Promise.all(demos.map((demo) => demo.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function kubeconfigOf([paris, beijing]: readonly [Demo, Demo]): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'paris',
    clusters: [
      cluster('paris', paris.url, paris),
      cluster('beijing', beijing.url, beijing),
      cluster('gone', 'https://127.0.0.1:1', paris),
    ],
    users: [
      { name: 'paris', user: { token: paris.token } },
      { name: 'beijing', user: { token: beijing.token } },
    ],
    contexts: [
      context('paris', 'paris', 'paris'),
      context('paris-again', 'paris', 'paris'),
      context('beijing', 'beijing', 'beijing'),
      context('gone', 'gone', 'paris'),
    ],
  });
}

function cluster(name: string, server: string, demo: Demo): object {
  const authority = Buffer.from(demo.certificates.authority).toString('base64');
  return { name, cluster: { server, 'certificate-authority-data': authority } };
}

function context(name: string, on: string, user: string): object {
  return { name, context: { cluster: on, user, namespace: 'shop' } };
}
