import type { IncomingMessage } from 'node:http';

/** One request that the server got, in order of arrival. */
export interface LoggedRequest {
  method: string;
  /** With the query. */
  path: string;
  userAgent: string | undefined;
  /** The Impersonate-* headers, by lower-case name, each with all its values. */
  impersonation: Record<string, string[]>;
  /** Milliseconds since the epoch. */
  at: number;
}

export function logged(request: IncomingMessage): LoggedRequest {
  const { method = '', url = '', headers, headersDistinct } = request;
  const impersonation = Object.entries(headersDistinct).filter(([name]) => name.startsWith('impersonate-'));
  return {
    method,
    path: url,
    userAgent: headers['user-agent'],
    at: Date.now(),
    impersonation: Object.fromEntries(impersonation.map(([name, values]) => [name, values ?? []])),
  };
}
