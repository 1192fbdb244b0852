import type {
  ContainerEvidence,
  ContainerSpecEvidence,
  ContainerType,
  WorkloadEvidence,
} from '../contracts/evidence.ts';

const BUILT_IN_GROUPS = new Set(['', 'apps', 'batch']);

/**
 * argv as a line for a POSIX shell: words of harmless characters as they are, all others in single quotes. Control
 * characters, which no Kubernetes name can have, become `?`.
 */
export function shellLine(argv: readonly string[]): string {
  return argv.map(shellQuote).join(' ');
}

/** One word for a POSIX shell, see {@link shellLine}. */
export function shellQuote(word: string): string {
  if (/^[\w%+,./:=@-]+$/.test(word)) return word;
  const clean = word.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  return `'${clean.replaceAll("'", `'\\''`)}'`;
}

/** A file's name as a word that no program takes for an option. */
export function fileWord(file: string): string {
  return /^-./.test(file) ? `./${file}` : file;
}

type Place = Pick<ContainerEvidence, 'pod' | 'container'>;

/** `kubectl exec POD -n NAMESPACE -c CONTAINER -- argv`. */
export function execCommand({ pod, container }: Place, argv: readonly string[]): string {
  return shellLine(['kubectl', 'exec', pod.name, '-n', pod.namespace, '-c', container.name, '--', ...argv]);
}

/** `kubectl describe pod POD -n NAMESPACE`. */
export function describePodCommand({ name, namespace }: Place['pod']): string {
  return shellLine(['kubectl', 'describe', 'pod', name, '-n', namespace]);
}

/** `kubectl logs POD -n NAMESPACE -c CONTAINER`, of the run before the present one with `--previous`. */
export function logsCommand(pod: Place['pod'], container: string, { previous = false } = {}): string {
  const more = previous ? ['--previous'] : [];
  return shellLine(['kubectl', 'logs', pod.name, '-n', pod.namespace, '-c', container, ...more]);
}

/** `kubectl get pod POD -n NAMESPACE -o jsonpath='{…}'`. */
export function podFieldCommand({ pod }: Place, jsonpath: string): string {
  return `${shellLine(['kubectl', 'get', 'pod', pod.name, '-n', pod.namespace, '-o'])} jsonpath=${shellQuote(jsonpath)}`;
}

/** A field of the container in the pod's spec or status. */
export function containerFieldCommand(place: Place, part: 'spec' | 'status', field: string): string {
  return podFieldCommand(place, containerField(place.container, part, field));
}

/** The JSONPath of a field of a container in its pod's spec or status. */
export function containerField(
  container: Pick<ContainerSpecEvidence, 'name' | 'type'>,
  part: 'spec' | 'status',
  field: string,
): string {
  const list = part === 'status' ? `${PREFIXES[container.type]}Statuses` : specList(container.type);
  return `{.${part}.${list}[?(@.name=="${container.name.replaceAll(/[^\w.-]/g, '?')}")].${field}}`;
}

/** The JSONPath of the limit that holds for a container: its own, or the pod's. */
export function limitField(
  container: Pick<ContainerSpecEvidence, 'name' | 'type' | 'limitsOfPod'>,
  resource: 'cpu' | 'memory',
): string {
  const field = `resources.limits.${resource}`;
  return container.limitsOfPod?.includes(resource)
    ? `{.spec.${field}}`
    : containerField(container, 'spec', field);
}

/** The list of a pod spec that containers of this type stand in: `initContainers`. */
export function specList(type: ContainerType): string {
  return `${PREFIXES[type]}s`;
}

const PREFIXES: Record<ContainerType, string> = {
  container: 'container',
  init: 'initContainer',
  sidecar: 'initContainer',
  ephemeral: 'ephemeralContainer',
};

/** The kind as kubectl takes it: `deployment`, and `rollout.argoproj.io` where it is not built in. */
export function resourceOf({ kind, apiVersion }: WorkloadEvidence): string {
  return isBuiltIn({ apiVersion }) ? kind : `${kind}.${apiVersion.split('/')[0]}`;
}

/** Whether strategic merge patches are known for the kind. */
export function isBuiltIn({ apiVersion }: Pick<WorkloadEvidence, 'apiVersion'>): boolean {
  return BUILT_IN_GROUPS.has(apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '');
}

/** Where the pod spec stands in an object of the kind: `['spec', 'template', 'spec']`. */
export function podSpecPath(kind: string): string[] {
  if (kind === 'pod') return ['spec'];
  const template = ['spec', 'template', 'spec'];
  return kind === 'cronjob' ? ['spec', 'jobTemplate', ...template] : template;
}

/** `kubectl get services -n NAMESPACE --no-headers | wc -l`. */
export function countServicesCommand(namespace: string): string {
  return `${shellLine(['kubectl', 'get', 'services', '-n', namespace, '--no-headers'])} | wc -l`;
}
