import type { ScopeInventory } from '../../contracts/inventory.ts';

interface Named {
  namespace: string;
  kind: string;
  name: string;
  apiVersion?: string;
}

/** Groups whose kinds everybody knows without the group. */
const BUILT_IN = new Set(['', 'apps', 'batch']);
/** Names of objects, and of groups: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const KIND = /^[a-z][a-z0-9]{0,62}$/;

/** Whether that can be the name of an object: harmless for a shell and for xargs, too. */
export function isObjectName(name: string): boolean {
  return SUBDOMAIN.test(name);
}

/** `deployment/web` as people write it, with the group where it is a custom one: `rollout.argoproj.io/web`. */
export function workloadName({
  kind,
  name,
  apiVersion,
}: Pick<Named, 'kind' | 'name' | 'apiVersion'>): string {
  const group = groupOf(apiVersion);
  return BUILT_IN.has(group) ? `${kind}/${name}` : `${kind}.${group}/${name}`;
}

/** `deployment.apps/web` as `kubectl get -o name` prints it; undefined when no object can have such a name. */
export function safeName({ namespace, kind, name, apiVersion }: Named): string | undefined {
  const group = groupOf(apiVersion);
  const valid =
    isObjectName(namespace) && KIND.test(kind) && isObjectName(name) && (group === '' || isObjectName(group));
  if (!valid) return undefined;
  return group === '' ? `${kind}/${name}` : `${kind}.${group}/${name}`;
}

/** `kubectl envaudit scan` of the same scope with more arguments; undefined when the scope cannot be typed as it is. */
export function scanCommand(
  { namespaces, selector, node }: ScopeInventory,
  more: string,
): string | undefined {
  const [only, ...others] = namespaces === 'all' ? [] : namespaces;
  const where = only !== undefined && others.length === 0 ? `-n ${only}` : '-A';
  if (only !== undefined && !isObjectName(only)) return undefined;
  if (selector !== undefined && /[^ -~]|'/.test(selector)) return undefined;
  if (node !== undefined && !isObjectName(node)) return undefined;
  const labels =
    selector === undefined ? [] : ['-l', /^[\w=!,./-]+$/.test(selector) ? selector : `'${selector}'`];
  const onNode = node === undefined ? [] : ['--node', node];
  return ['kubectl envaudit scan', where, ...labels, ...onNode, more].join(' ');
}

function groupOf(apiVersion = ''): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
