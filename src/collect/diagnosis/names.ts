import { EnvauditError } from '../../errors.ts';

/** Names of nodes, namespaces, pods and Services are DNS subdomains; a comma would be another selector. */
const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * A name that came from the cluster, for a selector or to be kept.
 * @throws EnvauditError `bad-answer` for what no object can be called.
 */
export function objectName(name: string): string {
  if (OBJECT_NAME.test(name)) return name;
  throw new EnvauditError('bad-answer', 'the cluster names an object as no object can be called');
}

/** Foreign text, cut. */
export function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
