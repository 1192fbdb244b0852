import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { openTunnel } from './tunnel.ts';

/** More than this many requests wait for a free connection. */
const MAX_CONNECTIONS = 16;

/**
 * The one agent that all requests and exec sockets of a cluster share, so that a list of twenty pages is one TLS
 * connection. Through a proxy, every connection is a tunnel: the proxy never sees what is said.
 */
export function createAgent({ server, proxy }: { server: URL; proxy: URL | undefined }): http.Agent {
  const secure = server.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: MAX_CONNECTIONS, scheduling: 'lifo' as const };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  if (proxy === undefined) {
    const connect = agent.createConnection.bind(agent);
    // Node takes the socket that is returned. Its callback is not handed on: the socket would keep it as long as it lives,
    // and with it the first request, its answer, and what waited for that.
    agent.createConnection = (request) => connect(request);
  } else {
    agent.createConnection = (request, callback) => {
      tunnelled({ proxy, request: request as tls.ConnectionOptions, secure }).then(
        (socket) => callback?.(null, socket),
        (error: Error) => callback?.(error, undefined as unknown as Duplex),
      );
      // The socket comes later, through the callback.
      return undefined;
    };
  }
  return agent;
}

async function tunnelled({
  proxy,
  request,
  secure,
}: {
  proxy: URL;
  request: tls.ConnectionOptions;
  secure: boolean;
}): Promise<Socket> {
  const target = { host: request.host ?? 'localhost', port: request.port ?? (secure ? 443 : 80) };
  const socket = await openTunnel(proxy, target);
  return secure ? tls.connect({ ...request, socket }) : socket;
}
