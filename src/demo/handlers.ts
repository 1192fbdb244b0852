import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { createAnswers } from './api/answer.ts';
import { requestInfo, type RequestInfo } from './api/request-info.ts';
import { CONVERSATIONS, type Release } from './api/resources.ts';
import { ApiStatus, badRequest, forbidden } from './api/status.ts';
import { answerWatch } from './api/watch.ts';
import { authorize } from './authorize.ts';
import type { Contents } from './cluster-contents.ts';
import type { ExecServer } from './exec/upgrade.ts';
import type { FaultAction, Faults } from './faults.ts';
import { healthOf } from './health.ts';
import { identify, type User } from './identity.ts';
import { createProxy } from './nodes/proxy.ts';
import { answerLog } from './pod-log.ts';
import { logged, type LoggedRequest } from './request-log.ts';
import { answerWrongly, changed } from './wrong-answers.ts';

const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n';

export interface HandlerOptions extends Contents {
  /** Bearer tokens; who comes with the client certificate is `demo`. */
  tokens: Record<User, string>;
  release: Release;
  faults: Faults;
  exec: ExecServer;
  /** Gets an entry for every request. */
  requests: LoggedRequest[];
}

export interface Handlers {
  onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends the connections that were upgraded or left hanging. */
  destroyAll: () => void;
}

/** What the server does with requests and with upgrades. */
export function createHandlers(options: HandlerOptions): Handlers {
  const { tokens, faults, exec, requests } = options;
  const { answer, watched } = createAnswers(options.release, options.store);
  const proxy = createProxy(options.store, options.usageOf);
  const sockets = new Set<Duplex>();
  const enter = (request: IncomingMessage): { info: RequestInfo; fault: FaultAction | undefined } => {
    requests.push(logged(request));
    const info = requestInfo(request.method ?? '', request.url ?? '/');
    return { info, fault: faults.next(info) };
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const { info, fault } = enter(request);
    const serve = async (): Promise<void> => {
      const body = await readBody(request);
      const who = identify(request, tokens);
      authorize(who, info);
      if (await strike(fault, info, request.socket)) return;
      if (fault?.kind === 'garbage') return sendText(response, 'application/json', '{"kind":"Pod\u0000');
      if (fault?.kind === 'login-page') return sendText(response, 'text/html', LOGIN_PAGE);
      if (fault !== undefined && answerWrongly(fault, { info, response, release: options.release })) return;
      if (info.subresource === 'log') return answerLog(response, info, options);
      if (info.subresource === 'proxy') {
        const { type, text } = proxy(info);
        return sendText(response, type, changed(fault, text));
      }
      if (CONVERSATIONS.has(info.subresource ?? '')) throw badRequest('Upgrade request required');
      const health = healthOf(info);
      if (health !== undefined) return sendText(response, 'text/plain; charset=utf-8', health);
      const accept = request.headers.accept ?? '';
      if (info.verb === 'watch')
        return answerWatch(response, { query: info.query, ...watched({ info, accept }) });
      const right = answer({ info, who, accept, body });
      send(response, info.verb === 'create' ? 201 : 200, changed(fault, right));
    };
    serve().catch((error: unknown) => {
      const status = statusOf(error);
      send(response, status.code, status.body, status.headers);
    });
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    const { info, fault } = enter(request);
    const serve = async (): Promise<void> => {
      authorize(identify(request, tokens), info);
      if (await strike(fault, info, socket)) return;
      if (fault?.kind === 'redirect') return redirect(socket, fault.to);
      exec.upgrade({ request, socket, head, info, fault });
    };
    serve().catch((error: unknown) => refuse(socket, statusOf(error)));
  };

  return { onRequest, onUpgrade, destroyAll: () => sockets.forEach((socket) => socket.destroy()) };
}

/** Lets a fault strike that shows before any answer. True when there will be none; throws an ApiStatus. */
async function strike(fault: FaultAction | undefined, info: RequestInfo, socket: Duplex): Promise<boolean> {
  // eslint-disable-next-line typescript/switch-exhaustiveness-check -- the others show in the answer
  switch (fault?.kind) {
    case 'status': {
      const { code, message = 'this is a fault that was asked for', reason, retryAfter } = fault;
      const headers: Record<string, string> =
        retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      throw new ApiStatus(code, message, { headers, ...(reason === undefined ? {} : { reason }) });
    }
    case 'forbidden':
      throw forbidden(fault.user ?? 'demo', info.verb, info);
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return false;
    case 'hang':
      return true;
    case 'reset':
      reset(socket);
      return true;
    default:
      return false;
  }
}

function reset(socket: Duplex): void {
  // A TLS socket cannot send RST, the socket below it can.
  const below = (socket as TLSSocket & { _parent?: { resetAndDestroy?(): void } })._parent;
  if (below?.resetAndDestroy) below.resetAndDestroy();
  else socket.destroy();
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

function statusOf(error: unknown): ApiStatus {
  if (error instanceof ApiStatus) return error;
  return new ApiStatus(500, error instanceof Error ? error.message : 'unknown error');
}

function send(
  response: ServerResponse,
  code: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(`${JSON.stringify(body)}\n`);
}

function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': type });
  response.end(text);
}

/** Sends an upgrade elsewhere, as no API server does. */
function redirect(socket: Duplex, to: string): void {
  socket.end(`HTTP/1.1 302 Found\r\nlocation: ${to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
}

/** Answers an upgrade with an error in place of the handshake. */
function refuse(socket: Duplex, { code, body, headers }: ApiStatus): void {
  const text = `${JSON.stringify(body)}\n`;
  const lines = Object.entries({ 'content-type': 'application/json', connection: 'close', ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${code} Refused\r\n${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}
