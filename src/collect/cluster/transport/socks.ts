import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { cleanText } from '../clean-text.ts';
import { proxyError } from './proxy-error.ts';

const DEADLINE_MS = 30_000;

/** A socket to `target` through a SOCKS 5 proxy. Throws an EnvauditError (`proxy`). */
export async function openSocks(proxy: URL, { host, port }: { host: string; port: number }): Promise<Socket> {
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: {
        host: proxy.hostname.replace(/^\[|\]$/g, ''),
        port: Number(proxy.port || 1080),
        type: 5,
        ...(proxy.username === ''
          ? {}
          : { userId: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) }),
      },
      command: 'connect',
      destination: { host, port },
      timeout: DEADLINE_MS,
    });
    return socket;
  } catch (error) {
    throw proxyError(proxy, cleanText(error instanceof Error ? error.message : '', 200));
  }
}
