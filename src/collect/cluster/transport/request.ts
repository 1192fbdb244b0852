import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EnvauditError } from '../../../errors.ts';
import { boundedBuffer } from '../bounded-buffer.ts';
import { interrupted } from '../errors/interrupted.ts';

export interface HttpRequest {
  url: URL;
  /** Headers, agent and what TLS needs. */
  options: https.RequestOptions;
  /** What is sent; nothing for a GET. */
  body?: string | undefined;
  /** The answer must begin, and go on, within this time; undefined: no such limit. */
  idleMs: number | undefined;
  /** A larger body is refused. */
  maxBytes: number;
  /**
   * Gets the body of a success as it comes, however long that takes and however much it is; a promise lets the server wait.
   * The answer then has no body.
   */
  onChunk?: OnChunk | undefined;
  /** Called before, when a success that goes on has begun. */
  onOpen?: (() => void) | undefined;
  signal?: AbortSignal | undefined;
}

export type OnChunk = (chunk: Buffer) => Promise<void> | void;

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/**
 * One request. Throws the socket's own error (of which only code and message may be looked at), or an EnvauditError
 * (`timed-out`, `too-large`, `interrupted`).
 */
export function sendRequest(wanted: HttpRequest): Promise<HttpAnswer> {
  const { url, options, idleMs, maxBytes, signal } = wanted;
  if (signal?.aborted) return Promise.reject(interrupted());
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const request = (url.protocol === 'https:' ? https : http).request(url, options);
  const give = (error: Error): void => {
    reject(error);
    request.destroy();
  };

  const late = (ms: number): void => give(timedOut(url, ms));
  const idle = idleMs === undefined ? undefined : setTimeout(late, idleMs, idleMs);
  const stop = (): void => give(interrupted());
  signal?.addEventListener('abort', stop, { once: true });

  request.on('error', reject);
  // Nobody else finds out that the other end of a silent stream is gone.
  if (wanted.onChunk !== undefined)
    request.on('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
  request.on('response', (response) => {
    const bytes = boundedBuffer(maxBytes);
    idle?.refresh();
    const body = bodyOf(response);
    const onChunk = isStream(response) ? wanted.onChunk : undefined;
    if (onChunk !== undefined) wanted.onOpen?.();
    body.on('data', (chunk: Buffer) => {
      if (onChunk !== undefined) return void hand(chunk, onChunk, body).catch(give);
      idle?.refresh();
      if (!bytes.add(chunk)) give(tooLarge(url, maxBytes));
    });
    response.on('error', reject);
    // When a connection ends in the middle, the answer's own error came first and says why.
    if (body !== response) body.on('error', () => give(notReadable(url)));
    body.on('end', () =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.bytes() }),
    );
    // A connection that ends in the middle of a body gives `aborted`, with the code ECONNRESET.
  });
  request.end(wanted.body);
  return promise.finally(() => {
    clearTimeout(idle);
    signal?.removeEventListener('abort', stop);
  });
}

/** As client-go has it: https://github.com/kubernetes/client-go/blob/master/transport/cache.go */
const KEEP_ALIVE_MS = 30_000;

/** The pages of whoever wants a login are none. */
function isStream({ statusCode = 0, headers }: http.IncomingMessage): boolean {
  return statusCode >= 200 && statusCode <= 299 && !isWebPage(headers);
}

export function isWebPage(headers: http.IncomingHttpHeaders): boolean {
  return headers['content-type']?.includes('html') === true;
}

async function hand(chunk: Buffer, onChunk: OnChunk, body: Readable): Promise<void> {
  const taken = onChunk(chunk);
  if (taken === undefined) return;
  body.pause();
  await taken;
  body.resume();
}

/** What is limited in size is the body as it is read, not as it was sent. */
function bodyOf(response: http.IncomingMessage): Readable {
  if (response.headers['content-encoding']?.toLowerCase() !== 'gzip') return response;
  const gunzip = createGunzip();
  response.on('error', (error) => gunzip.destroy(error));
  return response.pipe(gunzip);
}

/** No answer, or not all of it, came in this time. */
export function timedOut(url: URL, ms: number): EnvauditError {
  return new EnvauditError('timed-out', `the server ${url.host} gave no answer within ${ms / 1000} s`, {
    hint: 'Check VPN and firewall; --request-timeout=2m waits longer.',
  });
}

function notReadable({ host }: URL): EnvauditError {
  return new EnvauditError('bad-answer', `the compressed answer of ${host} cannot be read`, {
    hint: 'Something between here and the server may have damaged it: try --disable-compression.',
  });
}

function tooLarge(url: URL, maxBytes: number): EnvauditError {
  return new EnvauditError('too-large', `the answer of ${url.host} is larger than ${maxBytes >> 20} MiB`, {
    hint: 'Narrow the question: name a pod, or use a label selector.',
  });
}
