import { field, items, type KubeObject } from './objects.ts';
import { badRequest } from './status.ts';

/**
 * The container of a pod that a request for its log or exec means: the one named, or the only one. Throws 400 in
 * the words of https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/strategy.go
 */
export function pickContainer(pod: KubeObject, name: string | null): string {
  const names = (key: string): string[] => items<{ name: string }>(pod, `spec.${key}`).map((one) => one.name);
  const [own, init, ephemeral] = [names('containers'), names('initContainers'), names('ephemeralContainers')];
  const podName = pod.metadata.name;
  if (name !== null && name !== '') {
    if ([...own, ...init, ...ephemeral].includes(name)) return name;
    throw badRequest(`container ${name} is not valid for pod ${podName}`);
  }
  const [first] = own;
  if (first !== undefined && own.length === 1 && init.length === 0) return first;
  const others = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${podName}, choose one of: [${own.join(' ')}]${others}`,
  );
}

/** Whether a container runs, as its pod's status says. */
export function isRunning(pod: KubeObject, container: string): boolean {
  const statuses = items<{ name: string; state?: object }>(pod, 'status.containerStatuses');
  const state = statuses.find(({ name }) => name === container)?.state;
  return field(state, 'running') !== undefined;
}
