import { containerField as fieldPath, limitField, fileWord, shellLine } from '../command.ts';
import type { Side } from './side.ts';

/** `kubectl --context C ARGV`, or for saved evidence the command that shows it. */
export function byHand({ evidence }: Side, argv: readonly string[]): string {
  return evidence.file === undefined
    ? shellLine(['kubectl', ...evidence.connection, ...argv])
    : shellLine(['kubectl', 'envaudit', 'report', fileWord(evidence.file), '-o', 'json']);
}

/** A field of the side's pod. */
export function podField(side: Side, jsonpath: string): { command?: string } {
  const pod = side.evidence.container?.pod;
  if (pod === undefined) return {};
  const path = `jsonpath=${jsonpath}`;
  return { command: byHand(side, ['get', 'pod', pod.name, '-n', pod.namespace, '-o', path]) };
}

/** A field of the side's container, in the pod's spec or status. */
export function containerField(side: Side, part: 'spec' | 'status', field: string): { command?: string } {
  const container = side.evidence.container?.container;
  return container === undefined ? {} : podField(side, fieldPath(container, part, field));
}

/** The limit that holds for the side's container. */
export function limitOf(side: Side, resource: 'cpu' | 'memory'): { command?: string } {
  const container = side.evidence.container?.container;
  return container === undefined ? {} : podField(side, limitField(container, resource));
}

/** A program in the side's container; nothing where it was not asked. */
export function inContainer(side: Side, argv: readonly string[]): { command?: string } {
  const subject = side.evidence.container;
  if (subject === undefined || !subject.probe.known) return {};
  const { pod, container } = subject;
  const place = [pod.name, '-n', pod.namespace, '-c', container.name];
  return { command: byHand(side, ['exec', ...place, '--', ...argv]) };
}

/** A field of the node that the side's pod runs on. */
export function nodeField(side: Side, jsonpath: string): { command?: string } {
  const node = side.evidence.container?.pod.node;
  if (node === undefined) return {};
  return { command: byHand(side, ['get', 'node', node, '-o', `jsonpath=${jsonpath}`]) };
}

/** Objects of the side's namespace, one a line. */
export function listed(side: Side, resource: string): { command: string } {
  return {
    command: byHand(side, ['get', resource, '-n', side.evidence.namespace, '--no-headers']),
  };
}

/** What `scan` shows of the side's namespace. kubectl hands a plugin only flags that stand behind its name. */
export function scanCommand({ evidence }: Side): string {
  if (evidence.file !== undefined)
    return shellLine(['kubectl', 'envaudit', 'report', fileWord(evidence.file)]);
  return shellLine(['kubectl', 'envaudit', 'scan', '-n', evidence.namespace, ...evidence.connection]);
}
