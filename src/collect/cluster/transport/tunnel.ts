import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { proxyError } from './proxy-error.ts';

const DEADLINE_MS = 30_000;

interface TunnelTarget {
  host: string;
  port: number;
}

/** A socket to `target` through a proxy. Throws an EnvauditError (`proxy`), or the proxy's own socket error. */
export async function openTunnel(proxy: URL, target: TunnelTarget): Promise<Socket> {
  if (!proxy.protocol.startsWith('socks')) return openConnect(proxy, target);
  const { openSocks } = await import('./socks.ts');
  return openSocks(proxy, target);
}

function openConnect(proxy: URL, { host, port }: TunnelTarget): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const credentials = Buffer.from(
    `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`,
  ).toString('base64');
  const request = (proxy.protocol === 'https:' ? https : http).request({
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: authority,
    headers: {
      Host: authority,
      ...(proxy.username === '' ? {} : { 'Proxy-Authorization': `Basic ${credentials}` }),
    },
    agent: false,
  });
  const timer = setTimeout(
    () => request.destroy(proxyError(proxy, `gave no answer within ${DEADLINE_MS / 1000} s`)),
    DEADLINE_MS,
  );
  request.on('connect', (response, socket, head) => {
    if (response.statusCode === 200) {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    } else {
      socket.destroy();
      reject(
        proxyError(proxy, `answered ${response.statusCode} ${cleanText(response.statusMessage ?? '', 100)}`),
      );
    }
  });
  request.on('response', (response) => {
    response.destroy();
    reject(proxyError(proxy, `answered ${response.statusCode} to CONNECT`));
  });
  request.on('error', (error) => {
    const code = (error as NodeJS.ErrnoException).code ?? cleanText(error.message, 200);
    reject(error instanceof EnvauditError ? error : proxyError(proxy, `cannot be reached (${code})`));
  });
  request.end();
  return promise.finally(() => clearTimeout(timer));
}
