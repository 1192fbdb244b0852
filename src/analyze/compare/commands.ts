import type { ContainerSpecEvidence } from '../../contracts/evidence.ts';
import { containerField as fieldPath, limitField, fileWord, shellLine } from '../command.ts';
import type { Side } from './side.ts';

/** `kubectl --context C ARGV`, or for saved evidence the command that shows it. */
export function byHand({ evidence }: Side, argv: readonly string[]): string {
  return evidence.file === undefined
    ? shellLine(['kubectl', ...evidence.connection, ...argv])
    : shellLine(['kubectl', 'envaudit', 'report', fileWord(evidence.file), '-o', 'json']);
}

/** What shows a side's value by hand; undefined where nothing does. */
export type ByHand = (side: Side) => string | undefined;

/** A field of the side's pod. */
export function podField(jsonpath: string): ByHand {
  return (side) => {
    const pod = side.evidence.container?.pod;
    const path = `jsonpath=${jsonpath}`;
    return pod && byHand(side, ['get', 'pod', pod.name, '-n', pod.namespace, '-o', path]);
  };
}

/** A field of the side's container, in the pod's spec or status. */
export function containerField(part: 'spec' | 'status', field: string): ByHand {
  return ofContainer((container) => fieldPath(container, part, field));
}

/** The limit that holds for the side's container. */
export function limitOf(resource: 'cpu' | 'memory'): ByHand {
  return ofContainer((container) => limitField(container, resource));
}

function ofContainer(path: (container: ContainerSpecEvidence) => string): ByHand {
  return (side) => {
    const container = side.evidence.container?.container;
    return container && podField(path(container))(side);
  };
}

/** A program in the side's container; nothing where it was not asked. */
export function inContainer(argv: readonly string[]): ByHand {
  return (side) => {
    const subject = side.evidence.container;
    if (subject === undefined || !subject.probe.known) return undefined;
    const { pod, container } = subject;
    return byHand(side, ['exec', pod.name, '-n', pod.namespace, '-c', container.name, '--', ...argv]);
  };
}

/** A field of the node that the side's pod runs on. */
export function nodeField(jsonpath: string): ByHand {
  return (side) => {
    const node = side.evidence.container?.pod.node;
    return node && byHand(side, ['get', 'node', node, '-o', `jsonpath=${jsonpath}`]);
  };
}

/** Objects of the side's namespace, one a line. */
export function listed(resource: string): ByHand {
  return (side) => byHand(side, ['get', resource, '-n', side.evidence.namespace, '--no-headers']);
}

/** What `scan` shows of the side's namespace. kubectl hands a plugin only flags that stand behind its name. */
export function scanCommand({ evidence }: Side): string {
  if (evidence.file !== undefined)
    return shellLine(['kubectl', 'envaudit', 'report', fileWord(evidence.file)]);
  return shellLine(['kubectl', 'envaudit', 'scan', '-n', evidence.namespace, ...evidence.connection]);
}
