/** An answer that is not an object: a Status, as an HTTP response. */
export class ApiStatus extends Error {
  override name = 'ApiStatus';
  readonly code: number;
  readonly reason: string | undefined;
  readonly details: object | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: number,
    message: string,
    options: { reason?: string; details?: object; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.reason = options.reason ?? REASONS[code];
    this.details = options.details;
    this.headers = options.headers ?? {};
  }

  /** The Status object. */
  get body(): object {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/** What Kubernetes calls a group and a resource together: `pods`, `deployments.apps`. */
export interface Named {
  group: string;
  plural: string;
  subresource?: string | undefined;
  namespace?: string | undefined;
  name?: string | undefined;
}

export function notFound({ group, plural, name = '' }: Named): ApiStatus {
  return new ApiStatus(404, `${qualified(group, plural)} "${name}" not found`, {
    details: details({ group, plural, name }),
  });
}

/** The wording of https://github.com/kubernetes/apiserver/blob/master/pkg/endpoints/handlers/responsewriters/errors.go */
export function forbidden(
  user: string,
  verb: string,
  what: Named & { path?: string | undefined },
  why?: string,
): ApiStatus {
  if (what.plural === '') {
    const message = `forbidden: User "${user}" cannot ${verb} path "${what.path ?? ''}"`;
    return new ApiStatus(403, message, { details: {} });
  }
  const { group, plural, subresource, namespace, name } = what;
  const subject = name === undefined ? '' : ` "${name}"`;
  const resource = subresource === undefined ? plural : `${plural}/${subresource}`;
  const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `${qualified(group, plural)}${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}${why === undefined ? '' : `: ${why}`}`;
  return new ApiStatus(403, message, { details: details(what) });
}

export function unknownResource(): ApiStatus {
  return new ApiStatus(404, 'the server could not find the requested resource', { details: {} });
}

export function notAllowed(): ApiStatus {
  return new ApiStatus(405, 'the server does not allow this method on the requested resource', {
    details: {},
  });
}

export function badRequest(message: string): ApiStatus {
  return new ApiStatus(400, message);
}

export function unauthorized(): ApiStatus {
  return new ApiStatus(401, 'Unauthorized');
}

/** The wording of https://github.com/kubernetes/apiserver/blob/master/pkg/storage/cacher/watch_cache.go */
export function expired(asked: string, oldest: number): ApiStatus {
  return new ApiStatus(410, `too old resource version: ${asked} (${oldest})`);
}

/** https://github.com/kubernetes/apiserver/blob/master/pkg/storage/errors.go, NewTooLargeResourceVersionError */
export function tooNew(asked: string, newest: number): ApiStatus {
  return new ApiStatus(504, `Timeout: Too large resource version: ${asked}, current: ${newest}`);
}

/** https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go */
const REASONS: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

function qualified(group: string, plural: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}

function details({ group, plural, name }: Named): object {
  return { ...(name === undefined ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural };
}
