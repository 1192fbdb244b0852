import { readPath } from '../answers/path-parts.ts';

/** One thing that RBAC allows or not. */
export interface Right {
  verb: string;
  /** Plural, as in `pods`; `pods/exec` for a subresource. */
  resource: string;
  /** API group; empty for the core group. */
  group: string;
  /** Undefined for resources of the whole cluster, and for all namespaces. */
  namespace: string | undefined;
}

/**
 * The right that a GET of an API path needs; undefined for paths that are no resource, such as `/version`.
 * https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
 */
export function rightOfPath(path: string): Right | undefined {
  const asked = readPath(path);
  if (asked === undefined) return undefined;
  const { group, namespace, resource, name, subresource } = asked;
  return {
    verb: name !== undefined ? 'get' : WATCH.test(path) ? 'watch' : 'list',
    resource: subresource === undefined ? resource : `${resource}/${subresource}`,
    group,
    namespace,
  };
}

const WATCH = /[?&]watch=(?:true|1)(?:&|$)/;

/** The line with which a person asks the cluster for this right: `kubectl auth can-i get pods -n shop`. */
export function canILine({ verb, resource, group, namespace }: Right): string {
  const [kind, ...subresource] = resource.split('/');
  return [
    `kubectl auth can-i ${verb} ${group === '' ? kind : `${kind}.${group}`}`,
    subresource.length > 0 ? ` --subresource=${subresource.join('/')}` : '',
    namespace === undefined ? ' --all-namespaces' : ` -n ${namespace}`,
  ].join('');
}

/**
 * The smallest Role (ClusterRole where no namespace is named) that grants some rights, as YAML ready for
 * `kubectl apply -f -`. Rights of several namespaces need a Role each: the first one's namespace is used.
 */
export function roleYaml(rights: Right[], name = 'envaudit'): string {
  const namespace = rights[0]?.namespace;
  const rules = new Map<string, Right & { verbs: string[] }>();
  for (const right of rights) {
    const key = `${right.group}/${right.resource}`;
    const rule = rules.get(key) ?? { ...right, verbs: [] };
    if (!rule.verbs.includes(right.verb)) rule.verbs.push(right.verb);
    rules.set(key, rule);
  }
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${namespace === undefined ? 'ClusterRole' : 'Role'}`,
    namespace === undefined
      ? `metadata: { name: ${name} }`
      : `metadata: { name: ${name}, namespace: ${namespace} }`,
    'rules:',
    ...[...rules.values()].map(
      ({ group, resource, verbs }) =>
        `- { apiGroups: ["${group}"], resources: ["${resource}"], verbs: [${verbs.map((verb) => `"${verb}"`).join(', ')}] }`,
    ),
  ].join('\n');
}

/** What to do about a missing right: the question to the cluster, and the Role that grants it. */
export function rightsHint(rights: Right[]): string {
  return `${rights.map(canILine).join('\n')}\nThis grants it:\n${roleYaml(rights)}`;
}
