import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Cluster } from '../../../../src/collect/cluster/cluster.ts';
import type { ConfigFlags } from '../../../../src/collect/cluster/config-flags.ts';
import { connect, type ConnectOptions } from '../../../../src/collect/cluster/connect.ts';
import type { TestServer } from './api-server.ts';
import { tlsFixture } from './tls.ts';

export interface ConnectTo {
  user?: object | undefined;
  cluster?: object;
  flags?: ConfigFlags;
  env?: NodeJS.ProcessEnv;
  limits?: ConnectOptions['limits'];
  warn?: (text: string) => void;
  signal?: AbortSignal;
}

/** Pauses that a test can wait for. */
export const QUICK_RETRY = { attempts: 4, baseMs: 1, maxPauseMs: 5, totalMs: 1500 };

/** Connects to a test server through a kubeconfig file; closed when the test ends. */
export async function connectTo(server: Pick<TestServer, 'url'>, options: ConnectTo = {}): Promise<Cluster> {
  const { flags = {}, env = {}, limits = {}, warn = () => {}, signal } = options;
  const kubeconfig = path.join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigFor(server.url, options));
  const cluster = await connect({
    flags: { kubeconfig, ...flags },
    // Nothing of the machine's own proxies gets in.
    env: { PATH: process.env['PATH'], HOME: path.dirname(kubeconfig), ...env },
    limits: { retry: QUICK_RETRY, ...limits },
    warn,
    signal,
  });
  onTestFinished(() => cluster.close());
  return cluster;
}

/** A kubeconfig (JSON is YAML) with one context, `test`. */
export function kubeconfigFor(url: string, { user = {}, cluster = {} }: ConnectTo): string {
  const authority = Buffer.from(tlsFixture('ca.crt')).toString('base64');
  const secured = url.startsWith('https:') ? { 'certificate-authority-data': authority } : {};
  return JSON.stringify({
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'jane', namespace: 'shop' } }],
    clusters: [{ name: 'test', cluster: { server: url, ...secured, ...cluster } }],
    users: [{ name: 'jane', user }],
  });
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'envaudit-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
