import { ApiError } from '../errors/api-errors.ts';
import { cleanText } from '../clean-text.ts';
import { readPath, type PathParts } from './path-parts.ts';
import { described, isObject, object, type Shape } from './shape.ts';
import { answeredBy, metadataOnly, shapeOfPath } from './shapes.ts';

/** What was asked: answers are held against it. */
export interface Asked {
  path: string;
  metadataOnly: boolean;
  /** Host and port, for messages. */
  host: string;
}

/** Holds the items of lists against what was asked for. */
export interface ListCheck {
  /** @throws ApiError `malformed` for a list that is none, or none of what was asked for. */
  list: (list: unknown) => void;
  /** What is wrong with an item, beginning with where; undefined: nothing. */
  item: Shape;
  /** What the items are called: `pods`. */
  resource: string;
}

const METADATA_VERSION = 'meta.k8s.io/v1';

/**
 * Checks an object that was asked for by its path: that it is of this kind, of this name, and of a shape that can be
 * judged.
 * @throws ApiError `malformed` with what is wrong.
 */
export function checkObject(value: object, asked: Asked): void {
  const path = readPath(asked.path);
  const answered = path === undefined || isOther(path) ? undefined : answeredBy(path);
  if (path === undefined || answered === undefined) {
    const wrong = statusIn(value) ?? shapeOfPath(asked.path.split('?')[0]!)(value);
    if (wrong !== undefined) throw malformed(asked, wrong);
    return;
  }
  const isPartial = asked.metadataOnly && 'kind' in value && value.kind === 'PartialObjectMetadata';
  const shape = asked.metadataOnly ? partialOf(path) : answered.shape;
  const wrong =
    statusIn(value) ??
    (isPartial ? undefined : wrongKind(value, answered.kind, versionOf(path))) ??
    shape(value) ??
    wrongName(value, path);
  if (wrong !== undefined) throw malformed(asked, wrong);
}

/** The checks of a list that is asked for by this path. */
export function listCheck(asked: Asked): ListCheck {
  const path = readPath(asked.path);
  const answered = path === undefined ? undefined : answeredBy(path);
  const kind = asked.metadataOnly ? 'PartialObjectMetadataList' : answered && `${answered.kind}List`;
  const version = asked.metadataOnly ? METADATA_VERSION : path && versionOf(path);
  const shape = path !== undefined && asked.metadataOnly ? partialOf(path) : answered?.shape;
  const namespace = path?.namespace;
  return {
    resource: path?.resource ?? 'objects',
    list(list) {
      const { items } = list as { items?: unknown };
      const wrong =
        statusIn(list) ??
        (kind === undefined || version === undefined ? undefined : wrongKind(list, kind, version)) ??
        (Array.isArray(items) ? undefined : `.items is ${described(items)}, not a list`);
      if (wrong !== undefined) throw malformed(asked, wrong);
    },
    item: (item) => (shape ?? object({}))(item) ?? wrongNamespace(item, namespace),
  };
}

/** Namespace and name of an item of any shape, as far as it says them. */
export function labelOf(item: unknown, index: number): string {
  const metadata = isObject(item) && isObject(item['metadata']) ? item['metadata'] : {};
  const [namespace, name] = [metadata['namespace'], metadata['name']].map((value) =>
    typeof value === 'string' ? cleanText(value, 100) : '',
  );
  return name === '' ? `number ${index + 1} of the list` : [namespace, name].filter(Boolean).join('/');
}

function isOther({ subresource }: PathParts): boolean {
  return subresource !== undefined;
}

function versionOf({ group, version }: PathParts): string {
  return group === '' ? version : `${group}/${version}`;
}

function partialOf({ resource }: PathParts): Shape {
  return ['namespaces', 'nodes'].includes(resource) ? metadataOnly.cluster : metadataOnly.namespaced;
}

/** A Status where something else was asked for; what it says may be the reason. */
function statusIn(value: unknown): string | undefined {
  if (!isObject(value) || value['kind'] !== 'Status') return undefined;
  const said = typeof value['message'] === 'string' ? cleanText(value['message'], 300) : '';
  return ` is a Status${said === '' ? '' : `: ${said}`}`;
}

function wrongKind(value: unknown, kind: string, apiVersion: string): string | undefined {
  if (!isObject(value)) return ` is ${described(value)}, not an object`;
  for (const [key, wanted] of Object.entries({ kind, apiVersion })) {
    const found = value[key];
    if (found === wanted) continue;
    const said = typeof found === 'string' ? `"${cleanText(found, 100)}"` : described(found);
    return `.${key} is ${said}, not "${wanted}"`;
  }
  return undefined;
}

function wrongName(value: object, { name, namespace }: PathParts): string | undefined {
  const { metadata } = value as { metadata?: { name?: unknown } };
  if (name !== undefined && isObject(metadata) && metadata.name !== name)
    return '.metadata.name is not the one that was asked for';
  return wrongNamespace(value, namespace);
}

function wrongNamespace(value: unknown, namespace: string | undefined): string | undefined {
  if (namespace === undefined) return undefined;
  const { metadata } = value as { metadata?: { namespace?: unknown } };
  return metadata?.namespace === undefined || metadata.namespace === namespace
    ? undefined
    : '.metadata.namespace is not the one that was asked for';
}

function malformed({ path, host }: Asked, wrong: string): ApiError {
  const at = wrong.startsWith('.') ? `: ${wrong.slice(1)}` : ` for it${wrong}`;
  return new ApiError(
    'malformed',
    `the answer of ${host} to ${cleanText(path.split('?')[0]!, 200)} cannot be understood${at}`,
    {
      hint: 'Something between here and the API server may change its answers. See what kubectl get --raw PATH prints.',
      status: 200,
      reason: '',
    },
  );
}
