import type http from 'node:http';
import type https from 'node:https';
import type { Credential } from '../auth/credential.ts';
import type { Credentials } from '../auth/credentials.ts';
import { utf8Headers } from './header-bytes.ts';

/** What REST requests and exec sockets share: the server, the one agent, the credentials, the count. */
export interface Session {
  /** Path prefix included. */
  server: URL;
  agent: http.Agent;
  credentials: Credentials;
  /** What is the same for all connections: authority, server name, whether to verify. */
  tls: https.RequestOptions;
  userAgent: string;
  /** No kubeconfig was found: the server is a guess. */
  isDefault: boolean;
  /** Ask for compressed answers, as kubectl does: lists of large clusters shrink to a tenth. */
  compression: boolean;
  /** --request-timeout in ms; 0: no limit; undefined: our own limits. */
  requestTimeoutMs: number | undefined;
  /** Aborted when the run is over: what is under way ends, and nothing new begins. */
  signal: AbortSignal;
  /** Number of requests so far. */
  requests: number;
}

/** The URL of an API path behind the server's own path prefix. */
export function urlOf(session: Session, path: string): URL {
  const prefix = session.server.pathname.replace(/\/+$/, '');
  return new URL(`${session.server.origin}${prefix}${path}`);
}

/** The options of a request or socket that authenticates with `credential`. Throws an EnvauditError: see {@link utf8Headers}. */
export function requestOptions(session: Session, credential: Credential): https.RequestOptions {
  const { cert, key, headers } = credential;
  return {
    agent: session.agent,
    headers: { 'User-Agent': session.userAgent, ...utf8Headers(headers) },
    ...session.tls,
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
  };
}
