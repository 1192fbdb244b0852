import { EnvauditError } from '../../errors.ts';
import type { ContainerSpecEvidence } from '../../contracts/evidence.ts';
import type { ReducedPod } from '../pods/pod-evidence.ts';

export interface ContainerChoice {
  /** `-c NAME`. */
  container: string | undefined;
  /** `--all-containers`: every container that runs as long as the pod does. */
  all: boolean;
}

export interface ChosenContainers {
  containers: ContainerSpecEvidence[];
  /** What to tell the user when the choice was ours, in kubectl's words. */
  notice?: string;
}

/**
 * The containers of a pod to look at, chosen as kubectl exec chooses: `-c`, else the annotation
 * kubectl.kubernetes.io/default-container, else the first one (and that is said when there are several).
 * @throws EnvauditError `container-not-found` with the names that exist.
 */
export function chooseContainers(pod: ReducedPod, choice: ContainerChoice): ChosenContainers {
  const main = pod.containers.filter(({ type }) => type === 'container');
  if (choice.container !== undefined) return { containers: [byName(pod, choice.container)] };
  if (choice.all) return { containers: [...main, ...pod.containers.filter(runsBeside)] };
  const first = main.find(({ name }) => name === pod.defaultContainer) ?? main[0];
  if (first === undefined) throw notFound(pod, '(none)');
  if (main.length === 1 || first.name === pod.defaultContainer) return { containers: [first] };
  const names = main.map(({ name }) => name).join(', ');
  return { containers: [first], notice: `Defaulted container "${first.name}" out of: ${names}` };
}

/** Sidecars, and what somebody attached for debugging as long as it runs: `kubectl logs --all-containers` has them, too. */
function runsBeside({ type, notRunning }: ContainerSpecEvidence): boolean {
  return type === 'sidecar' || (type === 'ephemeral' && notRunning === undefined);
}

function byName(pod: ReducedPod, name: string): ContainerSpecEvidence {
  const container = pod.containers.find((candidate) => candidate.name === name);
  if (container === undefined) throw notFound(pod, name);
  return container;
}

function notFound(pod: ReducedPod, name: string): EnvauditError {
  const names = pod.containers.map((c) => (c.type === 'container' ? c.name : `${c.name} (${c.type})`));
  return new EnvauditError(
    'container-not-found',
    `container ${name} is not valid for pod ${pod.evidence.name}`,
    { hint: `Its containers: ${names.join(', ') || 'none'}.` },
  );
}
