import { apiPath, below, type ApiPath } from '../cluster/api-path.ts';
import { targetKind } from '../targets/kinds.ts';

/** An object as lists of other objects name it. */
export interface ObjectReference {
  /** `Deployment`, in any case. */
  kind: string;
  /** `apps/v1`. */
  apiVersion: string;
  /** Undefined for what belongs to the whole cluster. */
  namespace?: string | undefined;
  name: string;
}

/**
 * Where an object is read. Of kinds that are not known here, the resource is called as most are: the kind in lower case
 * with an `s`.
 * @throws EnvauditError `bad-answer` for names that no object can have.
 */
export function objectPath({ kind, apiVersion, namespace, name }: ObjectReference): ApiPath {
  const [group = '', version] = apiVersion.split('/');
  const root = version === undefined ? apiPath`/api/${group}` : apiPath`/apis/${group}/${version}`;
  const resource = targetKind(kind)?.resource ?? `${kind.toLowerCase()}s`;
  return namespace === undefined
    ? below(root, resource, name)
    : below(root, 'namespaces', namespace, resource, name);
}
