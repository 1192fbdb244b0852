import type { ContainerSpecEvidence, DeclaredVariableEvidence, Problem } from '../contracts/evidence.ts';

/** A variable that the pod spec declares, and where. */
export interface DeclaredVariable {
  origin: 'declared' | 'env-from';
  /** `spec`, `configmap/app key LEVEL`, `secret/db`, `file config/app.env key LEVEL`, `field status.podIP`. */
  source: string;
}

export interface Declared {
  variables: Map<string, DeclaredVariable>;
  /** Why the names of some `envFrom` are not known; empty when all are. */
  unknown: Problem[];
}

/**
 * The names that the container's spec declares. kubelet adds a link variable only where no declared variable has its
 * name, so these hide links; `env` wins over `envFrom`, later entries over earlier ones. An optional key that is not
 * there declares nothing.
 *
 * Keys are taken as they are: until 1.29 kubelet skipped those that begin with a digit or a dot-dot, since 1.30 it
 * takes them all. Before 1.36 no link variable begins so, hence for hiding links both are the same.
 *
 * Rule: `makeEnvironmentVariables`,
 * https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/kubelet/kubelet_pods.go
 */
export function declaredVariables(container: Pick<ContainerSpecEvidence, 'env' | 'envFrom'>): Declared {
  const variables = new Map<string, DeclaredVariable>();
  const unknown: Problem[] = [];
  for (const from of container.envFrom) {
    if (!from.keys.known) {
      unknown.push(from.keys.problem);
      continue;
    }
    for (const key of from.keys.value) {
      variables.set(from.prefix + key, { origin: 'env-from', source: `${from.kind}/${from.name}` });
    }
  }
  for (const entry of container.env) {
    if (entry.optional === true && entry.missing === true) continue;
    variables.set(entry.name, { origin: 'declared', source: declaredSource(entry) });
  }
  return { variables, unknown };
}

/** Where a variable of `env` comes from: see {@link DeclaredVariable}. */
export function declaredSource({ from, ref }: DeclaredVariableEvidence): string {
  if (ref === undefined) return 'spec';
  const [name, key] = splitOnce(ref, '/');
  switch (from) {
    case 'configMapKeyRef':
      return `configmap/${name} key ${key}`;
    case 'secretKeyRef':
      return `secret/${name} key ${key}`;
    case 'fileKeyRef':
      return `file ${ref}`;
    case 'fieldRef':
    case 'resourceFieldRef':
      return `field ${ref}`;
    case 'value':
    case 'other':
      return 'spec';
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
