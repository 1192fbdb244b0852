import type { ContainerEvidence } from '../evidence.ts';

/**
 * argv as a line for a POSIX shell: words of harmless characters as they are, all others in single quotes. Control
 * characters, which no Kubernetes name can have, become `?`.
 */
export function shellLine(argv: readonly string[]): string {
  return argv.map(shellQuote).join(' ');
}

/** One word for a POSIX shell, see {@link shellLine}. */
export function shellQuote(word: string): string {
  const clean = word.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  return /^[\w%+,./:=@-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", `'\\''`)}'`;
}

type Place = Pick<ContainerEvidence, 'pod' | 'container'>;

/** `kubectl exec POD -n NAMESPACE -c CONTAINER -- argv`. */
export function execCommand({ pod, container }: Place, argv: readonly string[]): string {
  return shellLine(['kubectl', 'exec', pod.name, '-n', pod.namespace, '-c', container.name, '--', ...argv]);
}

/** `kubectl get pod POD -n NAMESPACE -o jsonpath='{…}'`. */
export function podFieldCommand({ pod }: Place, jsonpath: string): string {
  return `${shellLine(['kubectl', 'get', 'pod', pod.name, '-n', pod.namespace, '-o'])} jsonpath=${shellQuote(jsonpath)}`;
}

/** A field of the container in the pod's spec or status. */
export function containerFieldCommand(place: Place, part: 'spec' | 'status', field: string): string {
  const prefix = { container: 'container', init: 'initContainer', ephemeral: 'ephemeralContainer' };
  const list = `${prefix[place.container.type]}${part === 'status' ? 'Statuses' : 's'}`;
  const name = place.container.name.replaceAll(/[^\w.-]/g, '?');
  return podFieldCommand(place, `{.${part}.${list}[?(@.name=="${name}")].${field}}`);
}

/** `kubectl get services -n NAMESPACE --no-headers | wc -l`. */
export function countServicesCommand(namespace: string): string {
  return `${shellLine(['kubectl', 'get', 'services', '-n', namespace, '--no-headers'])} | wc -l`;
}
