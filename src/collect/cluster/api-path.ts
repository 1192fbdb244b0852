import { EnvauditError } from '../../errors.ts';
import { cleanText } from './clean-text.ts';

/**
 * The path of a request to the API server. Only this file makes one, so that no name, whoever gave it, can lead to
 * another path.
 */
export type ApiPath = string & { readonly [made]: true };

declare const made: unique symbol;

/**
 * A path whose parts in `${}` are one segment each, whatever they hold: apiPath`/api/v1/namespaces/${namespace}/pods`.
 * @throws EnvauditError `bad-answer` for what no object can be called: see {@link below}.
 */
export function apiPath(literals: TemplateStringsArray, ...segments: string[]): ApiPath {
  return String.raw({ raw: literals }, ...segments.map(segmentOf)) as ApiPath;
}

/**
 * The path of something below another one.
 * @throws EnvauditError `bad-answer` for what no object can be called. That is all that would have to be escaped, too.
 */
export function below(path: ApiPath, ...segments: string[]): ApiPath {
  return [path, ...segments.map(segmentOf)].join('/') as ApiPath;
}

/** A path with its parameters. */
export function withQuery(path: ApiPath, parameters: Record<string, string>): ApiPath {
  return `${path}?${new URLSearchParams(parameters).toString()}` as ApiPath;
}

/**
 * Names, resources, groups and versions are DNS subdomains; a proxied pod has its port behind a colon. kubectl refuses
 * `.`, `..`, `/` and `%` only, and escapes the rest.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/path/name.go
 */
const SEGMENT = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?(?::[a-z0-9-]{1,63})?$/;

function segmentOf(name: string): string {
  if (SEGMENT.test(name)) return name;
  throw new EnvauditError('bad-answer', `no object can be called "${cleanText(name, 200)}"`, {
    hint: 'Names in Kubernetes are lower-case letters, digits, - and dots.',
  });
}
