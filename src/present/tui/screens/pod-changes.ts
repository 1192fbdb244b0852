import { isDeepStrictEqual } from 'node:util';
import { age } from '../../../units.ts';
import { line, dim, type Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { prose } from '../../layout/prose.ts';
import { printable } from '../../text.ts';
import type { PodRow, RowsEvent } from '../backend.ts';
import { hearRows, noRows, type LiveRows } from '../live-rows.ts';

/** Pods that come and change, and what the last change of each was. */
export interface PodChanges {
  pods: LiveRows<PodRow>;
  /** By the pod's key, the latest last; only of those that changed after all had come. */
  changes: ReadonlyMap<string, PodChange>;
}

export interface PodChange {
  namespace: string;
  name: string;
  workload: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** How it was, and is: `Running`, `CrashLoopBackOff, 7 restarts`; absent: it was not there, or is not. */
  was?: string | undefined;
  is?: string | undefined;
}

/** Before anything has come. */
export const NO_CHANGES: PodChanges = { pods: noRows(), changes: new Map() };

/** The pods after what was heard of them. */
export function hearPods(before: PodChanges, event: RowsEvent<PodRow>, now: number): PodChanges {
  const pods = hearRows(before.pods, event, podKey);
  if (!before.pods.done || pods.rows === before.pods.rows) return { ...before, pods };
  const [old, fresh] = [before.pods.rows, pods.rows];
  const keys =
    event.type === 'changes'
      ? [...event.changed.map(podKey), ...event.gone]
      : [...new Set([...old.keys(), ...fresh.keys()])];
  const changed = keys.flatMap((key): [string, PodChange][] => {
    const change = changeOf(old.get(key), fresh.get(key), now);
    return change === undefined ? [] : [[key, change]];
  });
  if (changed.length === 0) return { ...before, pods };
  const changes = new Map(before.changes);
  for (const [key, change] of changed) {
    changes.delete(key);
    changes.set(key, change);
  }
  for (const key of changes.keys()) {
    if (changes.size <= MOST) break;
    changes.delete(key);
  }
  return { pods, changes };
}

/** The latest changes first, as lines; as many as are worth reading. */
export function changeLines(changes: readonly PodChange[], now: number, page: Page): Line[] {
  if (changes.length === 0) return [];
  const latest = changes.toReversed().slice(0, TOLD);
  const more = changes.length - latest.length;
  return [
    line({ text: 'Changed since this screen was opened', style: 'heading' }),
    ...latest.flatMap(({ at, name, was = 'new', is = 'gone' }) =>
      prose(page, {
        text: `${printable(name)}: ${printable(was)} → ${printable(is)}`,
        indent: 6,
        lead: dim(age(new Date(at).toISOString(), new Date(now).toISOString())),
      }),
    ),
    ...(more === 0 ? [] : [line(dim(`and ${more} more`))]),
  ];
}

/** The workload of a pod, as scans name it: a pod of nobody, or of its node, is one of its own. */
export function ownerOf({ name, workload }: Pick<PodRow, 'name' | 'workload'>): string {
  return workload === undefined || workload.startsWith('node/') ? `pod/${name}` : workload;
}

export function podKey({ namespace, name }: Pick<PodRow, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** Changes that are kept; a cluster where more than that change is told by its pods, and not by what changed. */
const MOST = 1000;
const TOLD = 12;

function changeOf(old: PodRow | undefined, fresh: PodRow | undefined, now: number): PodChange | undefined {
  const any = fresh ?? old;
  if (any === undefined || isDeepStrictEqual(old, fresh)) return undefined;
  const [was, is] = [stateOf(old), stateOf(fresh)];
  if (was === is && old !== undefined && fresh !== undefined) return undefined;
  const { namespace, name } = any;
  return { namespace, name, workload: ownerOf(any), at: now, was, is };
}

function stateOf(pod: PodRow | undefined): string | undefined {
  if (pod === undefined) return undefined;
  const restarts = pod.restarts === 0 ? '' : `, ${pod.restarts} restarts`;
  return `${pod.status} ${pod.ready}${restarts}`;
}
