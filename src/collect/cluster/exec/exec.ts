import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecOutcome, ExecRequest, ExecResult } from '../cluster.ts';
import { networkErrorOf } from '../errors/network-errors.ts';
import { EnvauditError } from '../../../errors.ts';
import { isRetriableError, retryAfterMs } from '../transport/retry.ts';
import { requestOptions, urlOf, type Session } from '../transport/session.ts';
import type { Credential } from '../auth/credential.ts';
import { followSocket, type SocketEnd } from './socket.ts';
import {
  type Allowed,
  EXEC_VERBS,
  execRight,
  kubectlMayDoBetter,
  namesNoVerb,
  outcomeOfRefusal,
} from './refusal.ts';
import { reviewAccess } from '../access-review.ts';
import { apiPath } from '../api-path.ts';

const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const HANDSHAKE_MS = 30_000;
/** Frames of kubelet are at most 32 KiB; a server that sends more than this in one is not one. */
const MAX_FRAME = 16 * 1024 * 1024;
const MAX_ATTEMPTS = 4;

/** Runs the same exec through kubectl; undefined when there is no kubectl. */
export type ExecFallback = (request: ExecRequest, remainingMs: number) => Promise<ExecResult | undefined>;

export interface ExecOptions {
  session: Session;
  fallback: ExecFallback;
  handshakeMs?: number;
}

/**
 * Runs a command in a container over a WebSocket, without ever throwing: whatever happens is the outcome. Refusals
 * that pass (429, 503) are tried again within the deadline, as nothing has run yet; a 401 renews the credentials
 * once; where the server does not let us open a WebSocket, kubectl is tried.
 */
export async function execInContainer(
  { session, fallback, handshakeMs = HANDSHAKE_MS }: ExecOptions,
  asked: ExecRequest,
): Promise<ExecResult> {
  const signals = [session.signal, asked.signal].filter((signal) => signal !== undefined);
  const request = { ...asked, signal: AbortSignal.any(signals) };
  const start = performance.now();
  const remainingMs = (): number => Math.max(1, request.timeoutMs - (performance.now() - start));
  const result = (end: Pick<SocketEnd, 'stdout' | 'stderr'>, outcome: ExecOutcome): ExecResult => ({
    stdout: end.stdout,
    stderr: end.stderr,
    outcome,
    durationMs: performance.now() - start,
    transport: 'websocket',
  });
  const nothing = { stdout: Buffer.alloc(0), stderr: '' };

  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    if (request.signal.aborted) return result(nothing, { kind: 'aborted' });
    if (performance.now() - start >= request.timeoutMs) return result(nothing, { kind: 'timed-out' });
    let credential: Credential;
    try {
      credential = await session.credentials.get();
    } catch (error) {
      return result(nothing, outcomeOfError(error, session));
    }
    const end = await openAndFollow({ session, credential, request, handshakeMs, timeoutMs: remainingMs() });
    if (end.outcome !== undefined) return result(end, end.outcome);
    if (end.refusal === undefined) {
      // A kept connection that the server has closed meanwhile is only noticed when it is used.
      if (isRetriableError(end.broken) && attempt < MAX_ATTEMPTS) continue;
      return result(end, outcomeOfError(end.broken, session));
    }

    const { refusal } = end;
    if (refusal.status === 401 && !renewed && session.credentials.renew(credential)) {
      renewed = true;
      continue;
    }
    if ((refusal.status === 429 || refusal.status === 503) && attempt < MAX_ATTEMPTS) {
      const pause = retryAfterMs(refusal.retryAfter) ?? Math.random() * 500 * 2 ** attempt;
      if (pause < remainingMs()) {
        await sleep(pause, undefined, { signal: request.signal }).catch(() => {});
        continue;
      }
    }
    if (kubectlMayDoBetter(refusal)) {
      const other = await fallback(request, remainingMs());
      if (other !== undefined && other.outcome.kind !== 'refused') {
        return { ...other, durationMs: performance.now() - start };
      }
    }
    const allowed = namesNoVerb(refusal) ? await askForVerbs(session, request) : {};
    return result(end, outcomeOfRefusal(refusal, request, session.credentials.description, allowed));
  }
}

async function askForVerbs(session: Session, { namespace, signal }: ExecRequest): Promise<Allowed> {
  const answers = EXEC_VERBS.map(
    async (verb) => [verb, await reviewAccess(session, execRight(verb, namespace), signal)] as const,
  );
  return Object.fromEntries(await Promise.all(answers));
}

async function openAndFollow({
  session,
  credential,
  request,
  handshakeMs,
  timeoutMs,
}: {
  session: Session;
  credential: Credential;
  request: ExecRequest;
  handshakeMs: number;
  timeoutMs: number;
}): Promise<SocketEnd> {
  const { WebSocket } = await import('ws');
  const { stdin, onStdout, maxBytes, signal } = request;
  session.requests += 1;
  try {
    const socket = new WebSocket(execUrl(session, request), PROTOCOLS, {
      ...requestOptions(session, credential),
      handshakeTimeout: Math.min(handshakeMs, timeoutMs),
      perMessageDeflate: false,
      followRedirects: false,
      maxPayload: MAX_FRAME,
    });
    return await followSocket(socket, { stdin, onStdout, maxBytes, timeoutMs, signal });
  } catch (broken) {
    // Such as a private key that does not fit the certificate.
    return { stdout: Buffer.alloc(0), stderr: '', outcome: undefined, broken };
  }
}

function execUrl(session: Session, { namespace, pod, container, command, stdin }: ExecRequest): URL {
  const path = apiPath`/api/v1/namespaces/${namespace}/pods/${pod}/exec`;
  const url = urlOf(session, path);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = new URLSearchParams([
    ['container', container],
    ['stdout', 'true'],
    ['stderr', 'true'],
    ...(stdin === undefined ? [] : [['stdin', 'true']]),
    ...command.map((word) => ['command', word]),
  ]).toString();
  return url;
}

function outcomeOfError(error: unknown, { server, isDefault }: Session): ExecOutcome {
  const known = networkErrorOf(error, { host: server.host, isDefault });
  if (known.code === 'credentials' && error instanceof EnvauditError) {
    const hint = known.hint === undefined ? {} : { hint: known.hint };
    return { kind: 'refused', status: 401, message: known.message, ...hint };
  }
  return { kind: 'dropped', message: known.message };
}
