import type { ExecOutcome, ExecRequest } from '../cluster.ts';
import { cleanText } from '../clean-text.ts';
import { rightsHint } from '../errors/rights.ts';
import { readStatus } from '../errors/status.ts';

export interface Refusal {
  status: number;
  body: Buffer;
  contentType: string | undefined;
  retryAfter: string | undefined;
}

type Refused = Extract<ExecOutcome, { kind: 'refused' }>;

/** Why the API server did not open the exec socket, and what to do about it. */
export function outcomeOfRefusal(
  { status, body }: Refusal,
  { namespace, pod }: ExecRequest,
  credentials: string,
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
  if (status === 403) return make(forbiddenMessage(said, namespace), forbiddenHint(namespace));
  if (said !== '') return make(said);
  if (status === 404)
    return make(`pod ${cleanText(pod, 253)} not found in namespace ${cleanText(namespace, 63)}`);
  const text = cleanText(body.toString('utf8', 0, 2000), 200);
  return make(
    `the server did not open an exec connection (${status}${text === '' || text.startsWith('<') ? '' : `: ${text}`})`,
    'A proxy or load balancer between here and the API server may not let WebSockets through.',
  );
}

/**
 * Whether kubectl, whose exec is a POST over SPDY where WebSockets fail, may do better: the right to `get` is
 * missing, or something in between does not speak WebSocket.
 */
export function kubectlMayDoBetter({ status, body }: Refusal): boolean {
  if (status === 403 || status === 405 || status === 426) return true;
  const answer = readStatus(body);
  if (answer === undefined) return status !== 401 && status !== 429;
  return status === 400 && /upgrade/i.test(answer.message);
}

/** Whether the right to open an exec is missing, rather than a policy (a webhook, say) saying no. */
function forbiddenMessage(said: string, namespace: string): string {
  const verb = /cannot (\w+) resource "pods\/exec"/.exec(said)?.[1];
  const where = cleanText(namespace, 63);
  const what = verb === undefined ? 'exec is forbidden' : `the right to ${verb} pods/exec is missing`;
  return `${what} in namespace ${where}${said === '' ? '' : `: ${said}`}`;
}

/**
 * A WebSocket can only be opened by a GET, so old servers ask for `get`; since 1.35 servers ask for `create` too.
 * https://github.com/kubernetes/kubernetes/issues/78741
 */
function forbiddenHint(namespace: string): string {
  const right = { resource: 'pods/exec', group: '', namespace };
  const needed = rightsHint([
    { ...right, verb: 'get' },
    { ...right, verb: 'create' },
  ]);
  return `Exec needs get on pods/exec, and on servers from 1.35 on create as well:\n${needed}`;
}
