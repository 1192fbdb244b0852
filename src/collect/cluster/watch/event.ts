import { EnvauditError } from '../../../errors.ts';
import { labelOf, type ListCheck } from '../answers/check.ts';
import { isObject } from '../answers/shape.ts';
import { cleanText } from '../clean-text.ts';
import type { WatchEvent } from '../cluster.ts';
import { apiErrorOf, ApiError } from '../errors/api-errors.ts';
import { parseJson } from '../json.ts';

export interface WatchCheck {
  check: ListCheck;
  path: string;
  /** Host and port, for messages. */
  host: string;
  /** How we logged in, in words. */
  credentials: string;
}

/**
 * One line of a watch, held against what was asked for.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 * @throws ApiError for an event that says what went wrong (`expired` for 410), and for one that cannot be understood
 * (`malformed`); EnvauditError `too-large`.
 */
export function readEvent<T>(line: string, asked: WatchCheck): WatchEvent<T> {
  const { type, object } = parsed(line, asked);
  if (type === 'ERROR') throw failure(object, asked);
  const version = versionOf(object);
  if (!isObject(object) || version === undefined) throw malformed(asked, 'an object without a version');
  if (type === 'BOOKMARK') return { type: 'bookmark', version };
  const key = keyOf(object);
  if (key === undefined) throw malformed(asked, 'an object without a name');
  if (type === 'DELETED') return { type: 'gone', key, version };
  if (type !== 'ADDED' && type !== 'MODIFIED') throw malformed(asked, `a change of the type ${said(type)}`);
  const why = asked.check.item(object);
  return why === undefined
    ? { type: 'changed', key, item: object as T, version }
    : { type: 'odd', key, label: labelOf(object, 0), why: why.trim().replace(/^\./, ''), version };
}

function parsed(line: string, asked: WatchCheck): { type: unknown; object: unknown } {
  try {
    const event = parseJson(line);
    if (isObject(event)) return { type: event['type'], object: event['object'] };
  } catch (error) {
    if (error instanceof EnvauditError) throw error;
  }
  throw malformed(asked, 'no JSON object');
}

/** `shop/web`, and of what belongs to the whole cluster the name. */
function keyOf({ metadata }: Record<string, unknown>): string | undefined {
  if (!isObject(metadata)) return undefined;
  const { namespace, name } = metadata;
  if (typeof name !== 'string' || name === '') return undefined;
  return typeof namespace === 'string' && namespace !== '' ? `${namespace}/${name}` : name;
}

function versionOf(object: unknown): string | undefined {
  const version =
    isObject(object) && isObject(object['metadata']) ? object['metadata']['resourceVersion'] : undefined;
  return typeof version === 'string' && version !== '' ? version : undefined;
}

/** An event may say that the watch is over, with a Status. */
function failure(object: unknown, { path, host, credentials }: WatchCheck): ApiError {
  const code = isObject(object) ? object['code'] : undefined;
  const status = typeof code === 'number' && code >= 400 && code <= 599 ? code : 500;
  const body = Buffer.from(JSON.stringify(object) ?? '');
  return apiErrorOf({ status, body, contentType: 'application/json', path, host, credentials });
}

function malformed({ host, path }: WatchCheck, what: string): ApiError {
  return new ApiError(
    'malformed',
    `the watch of ${cleanText(path.split('?')[0]!, 200)} at ${host} cannot be understood: it tells of ${what}`,
    {
      hint: 'Something between here and the API server may change its answers.',
      status: 200,
      reason: '',
    },
  );
}

function said(type: unknown): string {
  return typeof type === 'string' ? `"${cleanText(type, 40)}"` : 'of no name';
}
