import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { readPath } from '../../../../src/collect/cluster/answers/path-parts.ts';
import { answeredBy } from '../../../../src/collect/cluster/answers/shapes.ts';
import { tlsFixture } from './tls.ts';

export interface TestServer {
  url: string;
  port: number;
  /** Every request and upgrade, in order. */
  requests: IncomingMessage[];
  /** Connections accepted so far. */
  connections: () => number;
}

export interface TestServerOptions {
  /** Answers requests that are not upgrades. */
  handle?: (request: IncomingMessage, response: ServerResponse, count: number) => void;
  /** Speaks on exec sockets. */
  exec?: (socket: WebSocket, request: IncomingMessage) => void;
  /** Takes over upgrades instead, to refuse or ignore them. */
  upgrade?: (request: IncomingMessage, socket: Duplex) => void;
  /** Sub-protocol to choose; the first one offered by default. */
  protocol?: string;
  /** Name of the certificate in test/fixtures/tls; `server` by default, undefined: plain http. */
  certificate?: string | undefined;
}

/** Starts an API server for one test, over TLS unless `certificate` is undefined; stopped when the test ends. */
export async function startServer(options: TestServerOptions): Promise<TestServer> {
  const name = 'certificate' in options ? options.certificate : 'server';
  const server =
    name === undefined
      ? http.createServer()
      : https.createServer({
          cert: tlsFixture(`${name}.crt`),
          key: tlsFixture(`${name}.key`),
          ca: tlsFixture('ca.crt'),
          requestCert: true,
          rejectUnauthorized: false,
        });
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    options.handle?.(request, response, requests.length);
  });
  const webSockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => options.protocol ?? [...offered][0] ?? false,
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    requests.push(request);
    socket.on('error', () => {});
    if (options.upgrade) options.upgrade(request, socket);
    else webSockets.handleUpgrade(request, socket, head, (opened) => options.exec?.(opened, request));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${name === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
  };
}

/** Answers with JSON; a list without a kind is of the kind that was asked for, and its objects are where it was asked. */
export function json(
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  const text = JSON.stringify(named(body, response.req));
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
}

function named(body: unknown, { url = '/', headers }: IncomingMessage): unknown {
  if (typeof body !== 'object' || body === null || !('items' in body) || 'kind' in body) return body;
  const path = readPath(url);
  if (headers.accept?.includes('as=PartialObjectMetadataList')) {
    const kind = { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' };
    return { ...kind, ...body, ...placed(body.items, path?.namespace) };
  }
  const kind = path === undefined ? undefined : answeredBy(path)?.kind;
  if (path === undefined || kind === undefined) return body;
  const apiVersion = path.group === '' ? path.version : `${path.group}/${path.version}`;
  return { kind: `${kind}List`, apiVersion, ...body, ...placed(body.items, path.namespace) };
}

function placed(items: unknown, namespace: string | undefined): object {
  if (namespace === undefined || !Array.isArray(items)) return {};
  return {
    items: items.map((item: { metadata?: object } | null) =>
      typeof item?.metadata === 'object' ? { ...item, metadata: { namespace, ...item.metadata } } : item,
    ),
  };
}

/** A Kubernetes Status that says no. */
export function failure(code: number, reason: string, message: string, more: object = {}): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, ...more };
}
