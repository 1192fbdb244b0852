import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { rightOfPath, rightsHint } from './rights.ts';
import { readStatus } from './status.ts';

/** The API server answered, and the answer is no. */
export class ApiError extends EnvauditError {
  override name = 'ApiError';
  /** HTTP status. */
  readonly status: number;
  /** The machine's word for it, such as NotFound or Forbidden; empty when the server gave none. */
  readonly reason: string;

  constructor(
    code: string,
    message: string,
    options: { hint?: string | undefined; status: number; reason: string },
  ) {
    super(code, message, { hint: options.hint });
    this.status = options.status;
    this.reason = options.reason;
  }
}

export interface RefusedRequest {
  status: number;
  contentType: string | undefined;
  body: Buffer;
  /** Of the request, without the server. */
  path: string;
  /** Host and port, for messages. */
  host: string;
  /** How we logged in, in words. */
  credentials: string;
  retryAfter?: string | undefined;
}

/** Turns an answer that is not 2xx into an error with what, why and what next. */
export function apiErrorOf(refused: RefusedRequest): ApiError {
  const { status, path, host, body } = refused;
  const answer = readStatus(body);
  if (answer === undefined && (status < 400 || isHtml(refused))) return notKubernetes(refused);
  const said = answer?.message ?? plainText(refused);
  const reason = answer?.reason ?? '';
  const make = (code: string, message: string, hint?: string): ApiError =>
    new ApiError(code, message, { hint, status, reason });

  if (status === 401) {
    return make(
      'unauthorized',
      `You must be logged in to the server (Unauthorized: ${said || 'no reason given'})`,
      `The server does not accept ${refused.credentials}: it may have expired. Log in again, then try \`kubectl auth whoami\`.`,
    );
  }
  if (status === 403) {
    const right = rightOfPath(path);
    const what = right === undefined ? `get ${cleanText(path, 200)}` : `${right.verb} ${right.resource}`;
    const where = right?.namespace === undefined ? '' : ` in namespace ${cleanText(right.namespace, 100)}`;
    const hint = right === undefined ? undefined : rightsHint([right]);
    return make('forbidden', `not allowed to ${what}${where}${said ? `: ${said}` : ''}`, hint);
  }
  if (status === 404)
    return make(
      'not-found',
      said || `the server could not find the requested resource (${cleanText(path, 200)})`,
    );
  if (status === 410) {
    return make(
      'expired',
      said || 'the list has expired while it was read',
      'The cluster changes faster than it can be read; try again, or narrow the question.',
    );
  }
  if (status === 429) {
    const wait = refused.retryAfter ? ` and asks to wait ${cleanText(refused.retryAfter, 40)} s` : '';
    return make(
      'throttled',
      `the server ${host} has too many requests${wait}${said ? `: ${said}` : ''}`,
      'Try again later, with a lower --concurrency.',
    );
  }
  if (status >= 500) {
    return make(
      'server-error',
      `the server ${host} failed (${status})${said ? `: ${said}` : ''}`,
      "This is the cluster's own trouble; try `kubectl get --raw /readyz?verbose`.",
    );
  }
  return make('api-error', `the server refused the request (${status})${said ? `: ${said}` : ''}`);
}

/** The answer does not come from a Kubernetes API server: a proxy's login page, another web server. */
export function notKubernetes({
  status,
  contentType,
  host,
}: Pick<RefusedRequest, 'status' | 'contentType' | 'host'>): ApiError {
  const type = cleanText(contentType ?? 'nothing', 100);
  return new ApiError(
    'bad-answer',
    `the answer of ${host} (${status}, ${type}) is not the Kubernetes API's`,
    {
      hint: 'Something else answers there: a login page of a proxy, or another server. Check `kubectl cluster-info`, the server of the kubeconfig, and HTTPS_PROXY.',
      status,
      reason: '',
    },
  );
}

function isHtml({ contentType, body }: RefusedRequest): boolean {
  return (
    contentType?.includes('html') === true || /^\s*<(?:!doctype|html)/i.test(body.toString('utf8', 0, 200))
  );
}

/** The body where it is a sentence, as some servers and proxies answer. */
function plainText(refused: RefusedRequest): string {
  const text = refused.body.toString('utf8', 0, 2000);
  return isHtml(refused) || /^\s*[{[]/.test(text) ? '' : cleanText(text, 300);
}
