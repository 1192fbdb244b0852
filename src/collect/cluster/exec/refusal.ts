import type { ExecOutcome, ExecRequest } from '../cluster.ts';
import { cleanText } from '../clean-text.ts';
import { rightsHint, type Right } from '../errors/rights.ts';
import { readStatus } from '../errors/status.ts';

export interface Refusal {
  status: number;
  /** Where a redirect leads. */
  location?: string | undefined;
  body: Buffer;
  contentType: string | undefined;
  retryAfter: string | undefined;
}

/** What an exec needs: see {@link forbiddenHint}. */
export const EXEC_VERBS = ['get', 'create'] as const;
export type ExecVerb = (typeof EXEC_VERBS)[number];
/** What the server grants of them; undefined where it did not say. */
export type Allowed = Partial<Record<ExecVerb, boolean | undefined>>;

type Refused = Extract<ExecOutcome, { kind: 'refused' }>;

/**
 * Why the API server did not open the exec socket, and what to do about it. `allowed`: what the server said, when it was
 * asked, of each verb that {@link namesNoVerb} left open.
 */
export function outcomeOfRefusal(
  { status, body, location }: Refusal,
  { namespace, pod }: ExecRequest,
  credentials: string,
  allowed: Allowed = {},
): Refused {
  const answer = readStatus(body);
  const said = answer?.message ?? '';
  const make = (message: string, hint?: string): Refused => ({
    kind: 'refused',
    status,
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  if (status === 401) {
    return make(
      `You must be logged in to the server (Unauthorized${said ? `: ${said}` : ''})`,
      `The server does not accept ${credentials}: it may have expired. Log in again.`,
    );
  }
  if (status === 403) {
    return make(
      forbiddenMessage(said, namespace, allowed),
      allAllowed(allowed) ? POLICY : forbiddenHint(namespace),
    );
  }
  if (said !== '') return make(said);
  if (isRedirect(status)) return make(redirected(status, location), BETWEEN);
  if (status === 404)
    return make(`pod ${cleanText(pod, 253)} not found in namespace ${cleanText(namespace, 63)}`);
  const text = cleanText(body.toString('utf8', 0, 2000), 200);
  return make(
    `the server did not open an exec connection (${status}${text === '' || text.startsWith('<') ? '' : `: ${text}`})`,
    BETWEEN,
  );
}

const BETWEEN = 'A proxy or load balancer between here and the API server may not let WebSockets through.';

/**
 * Whether kubectl, whose exec is a POST over SPDY where WebSockets fail, may do better: the right to `get` is
 * missing, or something in between does not speak WebSocket.
 */
export function kubectlMayDoBetter({ status, body }: Refusal): boolean {
  // kubectl follows a redirect, and hands the credentials on to wherever it leads.
  if (isRedirect(status)) return false;
  if (status === 403 || status === 405 || status === 426) return true;
  const answer = readStatus(body);
  if (answer === undefined) return status !== 401 && status !== 429;
  return status === 400 && /upgrade/i.test(answer.message);
}

/** A refusal whose words leave open which right is missing, or whether one is. */
export function namesNoVerb({ status, body }: Refusal): boolean {
  return status === 403 && verbIn(readStatus(body)?.message ?? '') === undefined;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
}

/** No API server redirects; whoever does is something else, and gets no credentials. */
function redirected(status: number, location: string | undefined): string {
  const where = location === undefined ? 'elsewhere' : `to ${cleanText(location, 200)}`;
  return `the exec connection was redirected ${where} (${status}), and that was not followed`;
}

function forbiddenMessage(said: string, namespace: string, allowed: Allowed): string {
  const where = `in namespace ${cleanText(namespace, 63)}`;
  const asked = EXEC_VERBS.filter((verb) => allowed[verb] === false);
  const verbs = [verbIn(said) ?? asked].flat().join(' and ');
  const what = verbs === '' ? 'exec is forbidden' : `the right to ${verbs} pods/exec is missing`;
  return `${what} ${where}${SAYS_NOTHING.test(said) ? '' : `: ${said}`}`;
}

/** The verb that RBAC's own sentence names. */
function verbIn(said: string): string | undefined {
  return /cannot (\w+) resource "pods\/exec"/.exec(said)?.[1];
}

function allAllowed(allowed: Allowed): boolean {
  return EXEC_VERBS.every((verb) => allowed[verb] === true);
}

/** Words that repeat the status and tell no reason: `pods "web" is forbidden: (forbidden)`. */
const SAYS_NOTHING = /^(?:.*\bis forbidden:?)?\s*\(?(?:forbidden)?\)?\.?$/i;

const POLICY =
  'The server grants get and create on pods/exec: an admission policy, or a proxy in between, says no. Ask whoever runs the cluster.';

/**
 * A WebSocket can only be opened by a GET, so old servers ask for `get`; since 1.35 servers ask for `create` too.
 * https://github.com/kubernetes/kubernetes/issues/78741
 */
function forbiddenHint(namespace: string): string {
  const needed = rightsHint(EXEC_VERBS.map((verb) => execRight(verb, namespace)));
  return `Exec needs get on pods/exec, and on servers from 1.35 on create as well:\n${needed}`;
}

export function execRight(verb: ExecVerb, namespace: string): Right {
  return { verb, resource: 'pods/exec', group: '', namespace };
}
