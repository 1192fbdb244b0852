import { apiPath, below, type ApiPath } from '../cluster/api-path.ts';

/** Where objects can be listed: a resource of an API group and version. */
export interface Source {
  /** Empty for the core group. */
  group: string;
  version: string;
  resource: string;
}

/** The path of a list, of one namespace or of all. */
export function listPath({ group, version, resource }: Source, namespace: string | undefined): ApiPath {
  const root = group === '' ? apiPath`/api/${version}` : apiPath`/apis/${group}/${version}`;
  return namespace === undefined ? below(root, resource) : below(root, 'namespaces', namespace, resource);
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf({ group, version }: Source): string {
  return group === '' ? version : `${group}/${version}`;
}

export const PODS: readonly Source[] = [{ group: '', version: 'v1', resource: 'pods' }];
export const SERVICES: readonly Source[] = [{ group: '', version: 'v1', resource: 'services' }];

/**
 * EndpointSlices came in 1.17 as beta and in 1.21 for good; users with narrow rights may still read Endpoints.
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
export const ENDPOINTS: readonly Source[] = [
  { group: 'discovery.k8s.io', version: 'v1', resource: 'endpointslices' },
  { group: 'discovery.k8s.io', version: 'v1beta1', resource: 'endpointslices' },
  { group: '', version: 'v1', resource: 'endpoints' },
];
