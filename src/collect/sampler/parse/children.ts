import { isIP } from 'node:net';
import type { ChildrenSample } from '../../../contracts/sample-evidence.ts';
import type { SampleOrder } from '../request.ts';
import { countCreated, type Look } from './looks.ts';
import { decimal, whole, words } from './numbers.ts';
import { lineOf, type Reading } from './reading.ts';
import { parseStat, type Stat } from './stat.ts';

const MOST = 32;
/** https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html (pid_max) */
const USUAL_PID_MAX = 32_768;

export interface ChildrenRequest {
  /** Those that were there at first or last. */
  stats: readonly Stat[];
  looks: readonly Look[];
  newcomers: readonly Stat[];
}

/** Processes that were made in the window: how many in all, and those that lived long enough to be seen. */
export function parseChildren(
  reading: Reading,
  order: SampleOrder,
  { stats, looks, newcomers }: ChildrenRequest,
): ChildrenSample {
  const pidMax = whole(lineOf(reading.settings.files, '/proc/sys/kernel/pid_max')) ?? USUAL_PID_MAX;
  const counted = order.shared ? undefined : countCreated(looks, ownPids(reading, order), pidMax);
  return {
    created: counted?.created,
    createdOverMs: counted?.overMs,
    seen: seenOf({ stats, looks, newcomers }),
    zombies: reading.last.processes.filter((line) => parseStat(line)?.state === 'Z').length,
  };
}

/** PIDs that the sampler's look-ups and requests used; curl without c-ares looks names up in a thread. */
function ownPids({ jobs }: Reading, { urls }: SampleOrder): { at: number; count: number }[] {
  const threaded = !jobs.some((line) => line.startsWith('v ') && line.includes('c-ares'));
  let number: number | undefined;
  return jobs.flatMap((line) => {
    const [kind, time, count] = words(line);
    if (kind === 'r') number = whole(time);
    if (kind !== 'f') return [];
    const at = decimal(time);
    const own = whole(count);
    const url = number === undefined ? undefined : urls[number];
    number = undefined;
    const host = url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^\[|\]$/g, '');
    const thread = host !== undefined && isIP(host) === 0 && threaded ? 1 : 0;
    return at === undefined || own === undefined ? [] : [{ at, count: own + thread }];
  });
}

function seenOf({ stats, looks, newcomers }: ChildrenRequest): ChildrenSample['seen'] {
  const names = new Map([...stats, ...newcomers].map(({ pid, name }) => [pid, name]));
  const until = new Map<number, number>();
  for (const { at, alive } of looks) for (const pid of alive) until.set(pid, at);
  const found = new Map<string, ChildrenSample['seen'][number]>();
  for (const { pid, parent, name, started } of newcomers) {
    const parentName = names.get(parent) ?? '?';
    const key = JSON.stringify([parentName, name]);
    const known = found.get(key) ?? { parent: parentName, name, count: 0, longestMs: 0 };
    found.set(key, known);
    known.count += 1;
    const livedMs = Math.round((until.get(pid) ?? 0) * 1000 - started * 10);
    known.longestMs = Math.max(known.longestMs, livedMs);
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST);
}
