import type { ContainerName, ObjectName } from '../backend.ts';
import { eventSelector } from '../object-kinds.ts';
import { plainCommand } from '../plain-command.ts';

/** `kubectl get deployment NAME -n NAMESPACE -o yaml`; undefined where a name is not plain. */
export function yamlCommand(of: ObjectName): string | undefined {
  return plainCommand(['kubectl', 'get', resourceOf(of), of.name, ...inNamespace(of), '-o', 'yaml']);
}

/** `kubectl get events -n NAMESPACE --field-selector …`; undefined where a name is not plain. */
export function eventsCommand(of: ObjectName): string | undefined {
  const selector = eventSelector(of);
  const about = selector === undefined ? [] : ['--field-selector', selector];
  return plainCommand(['kubectl', 'get', 'events', '-n', of.namespace ?? of.name, ...about]);
}

export interface LogFlags {
  previous: boolean;
  timestamps: boolean;
  follow: boolean;
}

/** `kubectl logs POD -n NAMESPACE -c CONTAINER -f`; undefined where a name is not plain. */
export function logsCommand(
  { namespace, pod, container }: ContainerName,
  { previous, timestamps, follow }: LogFlags,
): string | undefined {
  return plainCommand([
    'kubectl',
    'logs',
    pod,
    '-n',
    namespace,
    ...(container === undefined ? [] : ['-c', container]),
    ...(timestamps ? ['--timestamps'] : []),
    ...(previous ? ['--previous'] : follow ? ['-f', '--tail=500'] : []),
  ]);
}

/** The pod of a container as an object. */
export function podObject({ namespace, pod: name }: ContainerName): ObjectName {
  return { kind: 'pod', apiVersion: 'v1', namespace, name };
}

/** A namespace as an object. */
export function namespaceObject(name: string | undefined): ObjectName | undefined {
  return name === undefined ? undefined : { kind: 'namespace', apiVersion: 'v1', name };
}

/** `pod web-1`. */
export function objectTitle({ kind, name }: ObjectName): string {
  return `${kind} ${name}`;
}

/** The kind as kubectl takes it: with its group where it is not built in. */
function resourceOf({ kind, apiVersion }: ObjectName): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined || BUILT_IN.has(group!) ? kind : `${kind}.${group}`;
}

const BUILT_IN: ReadonlySet<string> = new Set(['apps', 'batch']);

function inNamespace({ namespace }: ObjectName): string[] {
  return namespace === undefined ? [] : ['-n', namespace];
}
