import { setTimeout as sleep } from 'node:timers/promises';
import type WebSocket from 'ws';
import type { ExecOutcome, ExecRequest } from '../cluster.ts';
import { cleanText } from '../clean-text.ts';
import { messageOf } from '../../../errors.ts';
import { boundedBuffer } from '../bounded-buffer.ts';
import { outcomeOfStatus } from './outcome.ts';
import type { Refusal } from './refusal.ts';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3 } as const;
const MAX_STDERR = 16 * 1024;
const MAX_REFUSAL = 64 * 1024;
const STDIN_CHUNK = 32 * 1024;
/** A server that has said how the command ended closes the socket; this is how long that may take. */
const CLOSE_GRACE_MS = 200;

export type SocketOptions = Pick<ExecRequest, 'stdin' | 'onStdout' | 'maxBytes' | 'timeoutMs' | 'signal'>;

export interface SocketEnd {
  stdout: Buffer;
  stderr: string;
  /** Undefined when the upgrade was refused, or the connection broke before it. */
  outcome: ExecOutcome | undefined;
  refusal?: Refusal;
  /** The connection broke before the upgrade: only its code may be looked at. */
  broken?: unknown;
}

/**
 * Follows one exec socket to its end, whichever that is, and terminates it. Never rejects.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go
 */
export function followSocket(socket: WebSocket, options: SocketOptions): Promise<SocketEnd> {
  const { promise, resolve } = Promise.withResolvers<SocketEnd>();
  const stdout = boundedBuffer(options.maxBytes);
  const stderr = boundedBuffer(MAX_STDERR);
  let opened = false;
  let statusOutcome: ExecOutcome | undefined;
  const finish = (end: Partial<SocketEnd> & { outcome?: ExecOutcome }): void =>
    resolve({
      stdout: stdout.bytes(),
      stderr: stderr.bytes().toString('utf8'),
      ...end,
      outcome: end.outcome,
    });
  const end = (outcome: ExecOutcome): void => finish({ outcome });

  const timer = setTimeout(end, options.timeoutMs, { kind: 'timed-out' });
  const abort = (): void => end({ kind: 'aborted' });
  options.signal?.addEventListener('abort', abort, { once: true });
  if (options.signal?.aborted) abort();

  socket.on('open', () => (opened = true));
  socket.on('message', (data: Buffer) => {
    const payload = data.subarray(1);
    // Each stream begins with an empty frame; unknown channels and the server's CLOSE frames say nothing to us.
    if (data[0] === CHANNEL.stdout && payload.length > 0) {
      if (stdout.size() === 0 && options.stdin !== undefined) void sendStdin(socket, options.stdin());
      if (!stdout.add(payload)) end({ kind: 'too-large' });
      options.onStdout?.(payload);
    } else if (data[0] === CHANNEL.stderr) stderr.add(payload);
    else if (data[0] === CHANNEL.status && payload.length > 0) {
      statusOutcome = outcomeOfStatus(payload, stdout.size() > 0);
      socket.close(1000);
      void sleep(CLOSE_GRACE_MS, undefined, { ref: false }).then(() => end(statusOutcome!));
    }
  });
  socket.on('unexpected-response', (_request, response) => {
    const body = boundedBuffer(MAX_REFUSAL);
    const refuse = (): void =>
      finish({
        refusal: {
          status: response.statusCode ?? 0,
          location: response.headers.location,
          body: body.bytes(),
          contentType: response.headers['content-type'],
          retryAfter: response.headers['retry-after'],
        },
      });
    response.on('data', (chunk: Buffer) => body.add(chunk) || refuse());
    response.on('end', refuse);
    response.on('error', refuse);
  });
  socket.on('error', (error) => {
    if (!opened) finish({ broken: error });
    else if (statusOutcome !== undefined) end(statusOutcome);
    else if ((error as NodeJS.ErrnoException).code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
      end({ kind: 'too-large' });
    else end({ kind: 'dropped', message: cleanText(messageOf(error), 300) });
  });
  socket.on('close', (code, reason) => {
    const why = cleanText(reason.toString('utf8'), 200);
    const message = `the connection ended before the command did (${code}${why === '' ? '' : ` ${why}`})`;
    end(statusOutcome ?? { kind: 'dropped', message });
  });

  return promise.finally(() => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
    // What still comes is of no interest, and an `error` without a listener would end the process.
    socket.removeAllListeners();
    socket.on('error', () => {});
    socket.terminate();
  });
}

/** Sends all of it, waiting for each chunk to leave. */
async function sendStdin(socket: WebSocket, stdin: Buffer): Promise<void> {
  for (let at = 0; at < stdin.length; at += STDIN_CHUNK) {
    const chunk = stdin.subarray(at, at + STDIN_CHUNK);
    if (!(await send(socket, Buffer.concat([Buffer.of(CHANNEL.stdin), chunk])))) return;
  }
}

/** False when the socket is gone; its own events say why. */
function send(socket: WebSocket, frame: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    socket.send(frame, (error) => resolve(!error));
  });
}
