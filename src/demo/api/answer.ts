import { reviewed, type User } from '../authorize.ts';
import { discovery } from './discovery.ts';
import type { KubeObject } from './objects.ts';
import { page } from './pages.ts';
import type { RequestInfo } from './request-info.ts';
import { groupVersion, resourcesOf, type Release, type Resource } from './resources.ts';
import { fieldMatcher, labelMatcher } from './selectors.ts';
import { notAllowed, notFound, unknownResource } from './status.ts';
import type { Store } from './store.ts';
import { partial, table } from './tables.ts';

export interface Question {
  info: RequestInfo;
  user: User;
  /** The Accept header. */
  accept: string;
  /** The parsed body of a POST. */
  body: unknown;
}

/** The JSON answer to a request for anything but a pod's subresources. Throws an ApiStatus. */
export type Answer = (question: Question) => object;

/** Answers for an API server of this release with these objects. */
export function createAnswer(release: Release, store: Store): Answer {
  const documents = discovery(release);
  const resources = resourcesOf(release);
  return ({ info, user, accept, body }) => {
    const asked = info.verb === 'list' || info.plural === '';
    const document = asked ? documents.get(info.path.replace(/\/$/, '')) : undefined;
    if (document !== undefined) return document;
    const resource = resources.find(
      ({ group, version, plural }) =>
        group === info.group && version === info.version && plural === info.plural,
    );
    if (resource === undefined || info.subresource !== undefined) throw unknownResource();
    if (!resource.verbs.includes(info.verb)) throw notAllowed();
    if (info.verb === 'create') return reviewed(user, body);
    return info.name === undefined ? list(resource, info, accept, store) : one(resource, info, accept, store);
  };
}

function one(resource: Resource, info: RequestInfo, accept: string, store: Store): object {
  const { namespace, name = '' } = info;
  const found = store.get(resource, resource.namespaced ? namespace : undefined, name);
  if (found === undefined) throw notFound(info);
  if (accept.includes('as=Table')) return table(resource.plural, [found], { resourceVersion: '1000' });
  if (accept.includes('as=PartialObjectMetadata')) return partial(found);
  return { ...found, apiVersion: groupVersion(resource) };
}

function list(resource: Resource, info: RequestInfo, accept: string, store: Store): object {
  const { query, namespace } = info;
  const labels = labelMatcher(query.get('labelSelector') ?? '');
  const fields = fieldMatcher(query.get('fieldSelector') ?? '', resource.plural);
  const matching = store.list(resource, namespace).filter((object) => labels(object) && fields(object));
  const { items, metadata } = page(matching, query.get('limit'), query.get('continue'));
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

/** Items of a list do not say what they are: the list does. */
function bare(object: KubeObject): object {
  return { ...object, apiVersion: undefined, kind: undefined };
}
