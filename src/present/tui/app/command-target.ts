import { usage } from '../../../errors.ts';
import type { ContainerName, Place } from '../backend.ts';

/** What words behind a command name, and the words that are left. */
export interface CommandTarget {
  of: ContainerName;
  rest: string[];
}

/**
 * The container that a command is about: `[POD] [-n NAMESPACE] [-c CONTAINER]` as kubectl has it, the pod first; without a
 * pod the one that is selected.
 * @throws EnvauditError `usage` where none is, or where it is no pod.
 */
export function commandTarget(
  words: readonly string[],
  { of, place }: { of: ContainerName | undefined; place: Pick<Place, 'namespace'> },
): CommandTarget {
  const [first = '-'] = words;
  const pod = first.startsWith('-') ? undefined : podOf(first);
  const rest = pod === undefined ? [...words] : words.slice(1);
  const namespace = taken(rest, ['-n', '--namespace']);
  const container = taken(rest, ['-c', '--container']);
  if (pod !== undefined) return { of: { namespace: namespace ?? place.namespace, pod, container }, rest };
  if (of === undefined)
    throw usage('nothing is selected here', 'Name a pod, or select one on the screen of pods (:pods).');
  return { of: { ...of, container: container ?? of.container }, rest };
}

function podOf(word: string): string {
  const [, kind, name = word] = /^([^/]*)\/(.*)$/.exec(word) ?? [];
  if (kind === undefined || ['pod', 'pods', 'po'].includes(kind)) return name;
  throw usage(`${word} is no pod`, 'Its pods are on the screen of pods: :workloads, then enter.');
}

/** The value of a flag, which is then no part of the words any more. */
function taken(words: string[], names: readonly string[]): string | undefined {
  const at = words.findIndex((word) => names.includes(word));
  if (at === -1) return undefined;
  const [flag, value] = words.splice(at, 2);
  if (value === undefined) throw usage(`${flag} needs a value`);
  return value;
}
