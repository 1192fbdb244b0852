import type { Identity } from '../identity.ts';
import { REVIEWS } from '../reviews.ts';
import { discovery } from './discovery.ts';
import type { KubeObject } from './objects.ts';
import { openapiOf } from './openapi.ts';
import { page } from './pages.ts';
import type { RequestInfo } from './request-info.ts';
import { groupVersion, resourcesOf, type Release, type Resource } from './resources.ts';
import { fieldMatcher, labelMatcher } from './selectors.ts';
import { notAllowed, notFound, unknownResource } from './status.ts';
import type { Store } from './store.ts';
import { partial, table } from './tables.ts';
import type { WatchOptions } from './watch.ts';

export interface Question {
  info: RequestInfo;
  who: Identity;
  /** The Accept header. */
  accept: string;
  /** The parsed body of a POST. */
  body: unknown;
}

export interface Answers {
  /** The JSON answer to a request for anything but a pod's subresources. Throws an ApiStatus. */
  answer: (question: Question) => object;
  /** What a watch is about. Throws an ApiStatus. */
  watched: (question: Omit<Question, 'body' | 'who'>) => Omit<WatchOptions, 'query'>;
}

/** Answers for an API server of this release with these objects. */
export function createAnswers(release: Release, store: Store): Answers {
  const documents = discovery(release);
  const resources = resourcesOf(release);
  const resourceFor = (info: RequestInfo): Resource => {
    const resource = resources.find(
      ({ group, version, plural }) =>
        group === info.group && version === info.version && plural === info.plural,
    );
    if (resource === undefined || info.subresource !== undefined) throw unknownResource();
    if (!resource.verbs.includes(info.verb)) throw notAllowed();
    return resource;
  };
  return {
    answer({ info, who, accept, body }) {
      const path = info.path.replace(/\/$/, '');
      const document = info.plural === '' ? (documents.get(path) ?? openapiOf(path, release)) : undefined;
      if (document !== undefined) return document;
      const resource = resourceFor(info);
      const review = REVIEWS[resource.kind];
      if (review !== undefined) return review(who, body);
      return info.name === undefined
        ? list(resource, info, accept, store)
        : one(resource, info, accept, store);
    },
    watched({ info, accept }) {
      const resource = resourceFor(info);
      const matches = matcher(resource, info);
      const empty = { kind: resource.kind, apiVersion: groupVersion(resource) };
      const asTable = accept.includes('as=Table');
      const metadataOnly = accept.includes('as=PartialObjectMetadata');
      return {
        objects: store.list(resource, info.namespace).filter(matches),
        changes: store.changes,
        matches,
        shown(object) {
          if (asTable) return table(resource.plural, [object], {});
          return metadataOnly ? partial(object) : { ...object, ...empty };
        },
        empty: asTable ? { kind: 'Table', apiVersion: 'meta.k8s.io/v1' } : empty,
      };
    },
  };
}

function one(resource: Resource, info: RequestInfo, accept: string, store: Store): object {
  const { namespace, name = '' } = info;
  const found = store.get(resource, resource.namespaced ? namespace : undefined, name);
  if (found === undefined) throw notFound(info);
  if (accept.includes('as=Table'))
    return table(resource.plural, [found], { resourceVersion: String(store.changes.version()) });
  if (accept.includes('as=PartialObjectMetadata')) return partial(found);
  return { ...found, apiVersion: groupVersion(resource) };
}

function list(resource: Resource, info: RequestInfo, accept: string, store: Store): object {
  const { query } = info;
  const { items, metadata } = page(store.list(resource, info.namespace).filter(matcher(resource, info)), {
    limit: query.get('limit'),
    token: query.get('continue'),
    version: store.changes.version(),
  });
  if (accept.includes('as=Table')) return table(resource.plural, items, metadata);
  if (accept.includes('as=PartialObjectMetadata')) {
    const apiVersion = 'meta.k8s.io/v1';
    return { kind: 'PartialObjectMetadataList', apiVersion, metadata, items: items.map(partial) };
  }
  return {
    kind: `${resource.kind}List`,
    apiVersion: groupVersion(resource),
    metadata,
    items: items.map(bare),
  };
}

/** Whether an object is one of those that a list or watch asks for. */
function matcher(
  resource: Resource,
  { query, namespace, name }: RequestInfo,
): (object: KubeObject) => boolean {
  const labels = labelMatcher(query.get('labelSelector') ?? '');
  const fields = fieldMatcher(query.get('fieldSelector') ?? '', resource.plural);
  return (object) =>
    object.kind === resource.kind &&
    (!resource.namespaced || (namespace ?? object.metadata.namespace) === object.metadata.namespace) &&
    (name ?? object.metadata.name) === object.metadata.name &&
    labels(object) &&
    fields(object);
}

/** Items of a list do not say what they are: the list does. */
function bare(object: KubeObject): object {
  return { ...object, apiVersion: undefined, kind: undefined };
}
