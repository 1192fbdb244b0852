import { brotliDecompressSync } from 'node:zlib';
import packed from 'virtual:openapi-schemas';
import { groupVersion, modelOf, resourcesOf, schemaName, type Release, type Resource } from './resources.ts';

const ROOT = '/openapi/v3';
/** Marks of paths and schemas: what they are of. */
const KIND = 'x-kubernetes-group-version-kind';

/**
 * The OpenAPI 3 documents that `kubectl explain` reads; undefined for other paths.
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
 */
export function openapiOf(path: string, release: Release): object | undefined {
  const groups = Map.groupBy(resourcesOf(release), (resource) => prefixOf(resource));
  if (path === ROOT) {
    const paths = [...groups.keys()].map((prefix) => [
      prefix.slice(1),
      { serverRelativeURL: `${ROOT}${prefix}` },
    ]);
    return { paths: Object.fromEntries(paths) as object };
  }
  const members = groups.get(path.slice(ROOT.length));
  return path.startsWith(`${ROOT}/`) && members !== undefined ? document(members, release) : undefined;
}

function document(members: readonly Resource[], release: Release): object {
  const schemas = JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString('utf8')) as Record<
    string,
    object
  >;
  const marked = members.map((member): [string, object] => {
    const name = schemaName(modelOf(member));
    return [name, { ...schemas[name], [KIND]: [kindOf(member)] }];
  });
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: `v${release}.0-envaudit.demo` },
    paths: Object.fromEntries(members.map((member) => [pathOf(member), { get: { [KIND]: kindOf(member) } }])),
    components: { schemas: { ...schemas, ...Object.fromEntries(marked) } },
  };
}

function prefixOf(resource: Resource): string {
  return `/${resource.group === '' ? 'api' : 'apis'}/${groupVersion(resource)}`;
}

function pathOf(resource: Resource): string {
  return `${prefixOf(resource)}${resource.namespaced ? '/namespaces/{namespace}' : ''}/${resource.plural}`;
}

function kindOf({ group, version, kind }: Resource): object {
  return { group, version, kind };
}
