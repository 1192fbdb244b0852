import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PlanOptions } from './plan.ts';

export interface RunningCluster {
  kubeconfig: string;
  /** A folder for files of the bench. */
  folder: string;
  /** What a plain client needs. */
  connection: { url: string; token: string; ca: string };
  /** The first pages of the lists that were asked for since this was last called, in order. */
  lists: () => Promise<string[]>;
  /** Lets so many pods change in a second from now on; gives how often they have so far. */
  change: (perSecond: number) => Promise<number>;
  close: () => void;
}

/** Starts the server of a big cluster in a process of its own, see `bigCluster`. */
export async function startBigCluster(
  pods: number,
  services: number,
  { times = 1, namespaces }: PlanOptions = {},
): Promise<RunningCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'envaudit-bench-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const size = ['--pods', String(pods), '--services', String(services), '--times', String(times)];
  if (namespaces !== undefined) size.push('--namespaces', String(namespaces));
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'server.ts'), ...size, '--kubeconfig', kubeconfig],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const close = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stdout)) {
    const connection = JSON.parse(line) as RunningCluster['connection'];
    const lists = async (): Promise<string[]> =>
      JSON.parse(await read(connection, '/bench/lists')) as string[];
    const change = async (perSecond: number): Promise<number> =>
      Number(await read(connection, `/bench/change?perSecond=${perSecond}`));
    return { kubeconfig, folder, connection, lists, change, close };
  }
  close();
  throw new Error('the server of the big cluster did not start');
}

function read({ url, token, ca }: RunningCluster['connection'], path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}${path}`,
      { ca, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(text));
      },
    );
    sent.on('error', reject).end();
  });
}
