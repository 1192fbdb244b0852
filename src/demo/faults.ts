import type { RequestInfo } from './api/request-info.ts';

/**
 * Something that goes wrong on purpose. The first fault of the list that fits a request and is not used up strikes.
 *
 * | kind | what the client sees |
 * |---|---|
 * | `status` | an error Status with that code, before any upgrade; `retryAfter` in seconds |
 * | `forbidden` | 403 in Kubernetes' own words |
 * | `slow` | the right answer, later |
 * | `hang` | a connection that stays open and silent; for exec: a handshake that never ends |
 * | `reset` | the connection is reset |
 * | `garbage` | 200 and bytes that are no JSON; for exec: messages of no known channel |
 * | `login-page` | 200 and an HTML page, as of a proxy that wants a sign-in |
 * | `answer` | 200 and this text, or this value as JSON |
 * | `change` | the right answer, changed: its JSON goes through a function |
 * | `dense` | 200 and so many times this text between a beginning and an end, compressed: small until it is read |
 * | `drip` | 200, and of an answer without end a byte now and then |
 * | `stream` | 200 and this text; then it ends, is cut, or stays open and silent |
 * | `cut` | the connection ends in the middle of the body |
 * | `damaged` | 200 and compressed bytes that cannot be read |
 * | `endless-list` | page after page without an end: each of so many objects; with `token` all name that one as the next |
 * | `redirect` | 302 to elsewhere; for exec before any upgrade, too |
 * | `exec-drop` | the socket is cut after so many bytes of output, without a close frame |
 * | `exec-silent` | the socket opens and then says nothing |
 * | `exec-no-status` | the output comes, then close code 1000, but no status |
 * | `exec-endless` | output without end |
 * | `exec-flood` | so many bytes of output, then success |
 * | `exec-output` | this text as output, then success |
 * | `exec-exit` | this text on stderr and this exit code, nothing is run |
 * | `exec-not-started` | the container runtime's word for a command that it could not start |
 */
export type FaultAction =
  | { kind: 'status'; code: number; message?: string; reason?: string; retryAfter?: number }
  | { kind: 'forbidden'; user?: string }
  | { kind: 'slow'; ms: number }
  | { kind: 'hang' | 'reset' | 'garbage' | 'login-page' | 'cut' | 'damaged' }
  | { kind: 'answer'; body: unknown }
  | { kind: 'change'; change: (body: never) => unknown }
  | { kind: 'dense'; before: string; text: string; times: number; after: string }
  | { kind: 'drip'; everyMs: number }
  | { kind: 'stream'; text: string; finally: 'end' | 'cut' | 'silence' }
  | { kind: 'endless-list'; items?: readonly object[]; token?: string }
  | { kind: 'redirect'; to: string }
  | { kind: 'exec-drop'; afterBytes: number }
  | { kind: 'exec-silent' | 'exec-no-status' | 'exec-endless' }
  | { kind: 'exec-flood'; bytes: number }
  | { kind: 'exec-output'; text: string }
  | { kind: 'exec-exit'; code: number; stderr?: string }
  | { kind: 'exec-not-started'; message: string };

export interface Fault {
  action: FaultAction;
  /** get, list, create, watch; `exec` and `log` for these subresources. Any when absent. */
  verb?: string;
  /** Part of the path, or a pattern for path and query. Any when absent. */
  path?: string | RegExp;
  /** How many requests pass before the first strike; 0 by default. */
  after?: number;
  /** How often it strikes; always by default. */
  times?: number;
}

export interface Faults {
  set: (faults: readonly Fault[]) => void;
  /** What shall go wrong with this request, if anything. */
  next: (info: RequestInfo) => FaultAction | undefined;
}

export function createFaults(initial: readonly Fault[]): Faults {
  let faults: { fault: Fault; seen: number }[] = [];
  const set = (list: readonly Fault[]): void => {
    faults = list.map((fault) => ({ fault, seen: 0 }));
  };
  const next = (info: RequestInfo): FaultAction | undefined => {
    for (const entry of faults) {
      const { action, after = 0, times = Infinity } = entry.fault;
      if (!fits(entry.fault, info)) continue;
      entry.seen += 1;
      if (entry.seen > after && entry.seen <= after + times) return action;
    }
    return undefined;
  };
  set(initial);
  return { set, next };
}

function fits({ verb, path }: Fault, info: RequestInfo): boolean {
  if (verb !== undefined && verb !== (info.subresource ?? info.verb)) return false;
  if (path === undefined) return true;
  const full = info.query.size > 0 ? `${info.path}?${info.query.toString()}` : info.path;
  return typeof path === 'string' ? info.path.includes(path) : path.test(full);
}
