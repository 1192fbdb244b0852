import type { Cause } from '../../../contracts/diagnosis.ts';
import type { DiagnosisParts, EventEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { age } from '../../../units.ts';
import { minutesAgo } from '../window/rates.ts';
import { isReached, verdictOn } from '../thresholds.ts';

/** Something that a node tells about itself, and the cause that it names. */
export interface NodeTrouble {
  cause: Extract<Cause, 'host-memory' | 'host-disk' | 'host-network' | 'host-limits' | 'node-unhealthy'>;
  text: string;
  check: 'node-conditions' | 'node-events';
  /** It goes on, or happened within the last minutes. */
  now: boolean;
  /** A process was killed for memory, which a limit of its own explains as well: alone it is no lack of the node. */
  kill?: true;
}

type Named = Pick<NodeTrouble, 'cause' | 'kill'>;

/** Conditions that name more than that the node is not well. https://kubernetes.io/docs/reference/node/node-status/#condition */
const CONDITIONS: Readonly<Record<string, NodeTrouble['cause']>> = {
  MemoryPressure: 'host-memory',
  DiskPressure: 'host-disk',
  ReadonlyFilesystem: 'host-disk',
  PIDPressure: 'host-limits',
  NetworkUnavailable: 'host-network',
};

/**
 * Reasons of events of the kubelet and of the node-problem-detector.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/events/event.go
 * https://github.com/kubernetes/node-problem-detector/tree/master/config
 */
const REASONS: Readonly<Record<string, NodeTrouble['cause']>> = {
  NodeHasInsufficientMemory: 'host-memory',
  NodeHasDiskPressure: 'host-disk',
  FreeDiskSpaceFailed: 'host-disk',
  ImageGCFailed: 'host-disk',
  FilesystemIsReadOnly: 'host-disk',
  Ext4Error: 'host-disk',
  IOError: 'host-disk',
  NodeHasInsufficientPID: 'host-limits',
  ConntrackFull: 'host-network',
};

/** What is reclaimed; `Attempting to reclaim ephemeral-storage`. https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/eviction/eviction_manager.go */
const RECLAIMED: readonly (readonly [RegExp, NodeTrouble['cause']])[] = [
  [/memory/i, 'host-memory'],
  [/storage|inodes|disk/i, 'host-disk'],
  [/pids/i, 'host-limits'],
];

/** All that the node’s conditions and its events of the last hour tell, conditions first. */
export function nodeTroubles(
  { node, nodeEvents }: Pick<DiagnosisParts, 'node' | 'nodeEvents'>,
  collectedAt: string,
): NodeTrouble[] {
  const conditions = node.known ? node.value.conditions.filter(({ status }) => status === 'True') : [];
  const { alarms } = recentEvents(nodeEvents.known ? nodeEvents.value : [], collectedAt);
  return [
    ...conditions.flatMap(({ type, message, reason = '' }): NodeTrouble[] => {
      const cause = CONDITIONS[type];
      const text = `The node reports ${type}: ${message || reason}.`.replace(/\.\.$/, '.');
      return cause === undefined ? [] : [{ cause, text, check: 'node-conditions', now: true }];
    }),
    ...alarms.map((event): NodeTrouble => {
      const at = lastOf(event);
      const when = at === undefined ? '' : ` ${age(at, collectedAt)} ago`;
      return {
        ...namedBy(event),
        text: `${event.reason}${when}: ${event.message}`,
        check: 'node-events',
        now: verdictOn('recent-events', minutesAgo(at, collectedAt) ?? 0) === 'warning',
      };
    }),
  ];
}

/**
 * A kubelet makes a SystemOOM of each kill whose cgroup it cannot tell: of the root’s, and, since Linux 5.0, with some
 * versions of any. The kernel itself says `Memory cgroup out of memory` of a limit, and `Out of memory` of the node.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/oom/oom_watcher_linux.go
 * https://github.com/google/cadvisor/blob/master/utils/oomparser/oomparser.go
 */
function namedBy({ reason, message }: EventEvidence): Named {
  if (reason === 'SystemOOM' || reason === 'OOMKilling') {
    const isOfNode = /(?<!cgroup )out of memory/i.test(message);
    return { cause: 'host-memory', ...(isOfNode ? {} : { kill: true }) };
  }
  const reclaimed =
    reason === 'EvictionThresholdMet' ? RECLAIMED.find(([what]) => what.test(message))?.[1] : undefined;
  return { cause: reclaimed ?? REASONS[reason] ?? 'node-unhealthy' };
}

/** Warnings about the node within the last hour, and how many of an unknown time the kubelet repeated at its start. */
export function recentEvents(
  events: readonly EventEvidence[],
  collectedAt: string,
): { alarms: EventEvidence[]; repeated: number } {
  const recent = events.filter(
    (event) => isAlarm(event) && isReached('recent-events', minutesAgo(lastOf(event), collectedAt) ?? 0),
  );
  const starts = events.filter(isStart).map((event) => Date.parse(lastOf(event) ?? ''));
  const alarms = recent.filter((event) => !isRepeated(event, starts));
  return { alarms, repeated: recent.length - alarms.length };
}

/** When an event was last seen. */
export function lastOf({ lastAt, firstAt }: EventEvidence): string | undefined {
  return lastAt ?? firstAt;
}

/** Reasons that the kubelet reports as normal events although they explain a slow pod. */
const ALARMING = new Set([
  'NodeNotReady',
  'NodeHasDiskPressure',
  'NodeHasInsufficientMemory',
  'NodeHasInsufficientPID',
  'Rebooted',
]);

/**
 * Warnings about how a node is set up, at each start of its kubelet, that are no trouble.
 * https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4569-cgroup-v1-maintenance-mode
 */
const HARMLESS = new Set(['CgroupV1']);

/**
 * What a kubelet tells again at its start: it reads the kernel's log from the beginning, and asks for sizes before they
 * are known. https://github.com/google/cadvisor/blob/master/utils/oomparser/oomparser.go
 */
const REPEATED_AT_START = new Set(['SystemOOM', 'OOMKilling', 'InvalidDiskCapacity']);

/** How long after its start a kubelet repeats events: our own choice; some seconds were seen. */
const START_MS = 10_000;

function isAlarm({ type, reason }: EventEvidence): boolean {
  return (type === 'Warning' && !HARMLESS.has(reason)) || ALARMING.has(reason);
}

function isStart({ reason, message }: EventEvidence): boolean {
  return reason === 'Starting' && /kubelet/i.test(message);
}

function isRepeated(event: EventEvidence, starts: readonly number[]): boolean {
  const at = Date.parse(lastOf(event) ?? '');
  return REPEATED_AT_START.has(event.reason) && starts.some((start) => at >= start && at - start <= START_MS);
}
