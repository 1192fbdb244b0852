import type { MainProcessSample } from '../../../contracts/sample-evidence.ts';
import { cleanText } from '../../cluster/clean-text.ts';
import { burstsOf } from './bursts.ts';
import { busyTest, type Look } from './looks.ts';
import { growth, whole, words } from './numbers.ts';
import { processSample, signalsOf } from './process-sample.ts';
import { lineOf, valueOf, type Phase, type Reading } from './reading.ts';
import type { Stat } from './stat.ts';

const TICK_MS = 10;
const MOST_THREADS = 32;

export interface MainRequest {
  /** Absent when it came in the window. */
  first: Stat | undefined;
  last: Stat;
  looks: readonly Look[];
  /** Processes that came in the window. */
  newcomers: readonly Stat[];
}

/** What is known of the process that is taken for the application, over the window. */
export function parseMain(
  reading: Reading,
  { first, last, looks, newcomers }: MainRequest,
): MainProcessSample {
  const { keys } = reading;
  const before = statusOf(reading.first, last.pid);
  const after = statusOf(reading.last, last.pid);
  const grown = (read: (phase: Status) => number | undefined): number | undefined => {
    const [from, to] = [read(before), read(after)];
    return from === undefined || to === undefined ? undefined : growth(from, to);
  };
  const since = (read: (stat: Stat) => number): number | undefined =>
    first === undefined ? undefined : growth(read(first), read(last));
  const limit = (name: string): number | 'unlimited' | undefined =>
    limitOf(reading.last.files.get(`/proc/${last.pid}/limits`), name);
  const runMs = grown(({ ranNs }) => ranNs);
  const waitMs = grown(({ waitedNs }) => waitedNs);
  const ended = Number(keys.get('ended') ?? keys.get('last'));
  const argv0 = cleanText(keys.get('argv0') ?? '', 200);
  const executable = cleanText((keys.get('exe') ?? '').replace(/ \(deleted\)$/, ''), 300);
  return {
    ...processSample(first, last),
    argv0: argv0 || undefined,
    executable: executable || undefined,
    signals: signalsOf(after.lines),
    ageMs: Number.isFinite(ended)
      ? Math.max(0, Math.round(ended * 1000 - last.started * TICK_MS))
      : undefined,
    userCpuMs: scaled(
      since(({ user }) => user),
      TICK_MS,
    ),
    systemCpuMs: scaled(
      since(({ system }) => system),
      TICK_MS,
    ),
    openFiles: whole(keys.get('fds')),
    openFilesLimit: limit('Max open files'),
    processesLimit: limit('Max processes'),
    rss: kilobytes(after.lines, 'VmRSS:'),
    swapped: kilobytes(after.lines, 'VmSwap:'),
    voluntarySwitches: grown(({ voluntary }) => voluntary),
    involuntarySwitches: grown(({ involuntary }) => involuntary),
    runQueueWaitMs: scaled(waitMs, 1e-6),
    mainThreadCpuMs: scaled(runMs, 1e-6),
    minorFaults: since(({ minorFaults }) => minorFaults),
    majorFaults: since(({ majorFaults }) => majorFaults),
    ...watched(looks, descendants(last.pid, newcomers)),
    threads: threadsOf(reading),
  };
}

interface Status {
  lines: readonly string[] | undefined;
  voluntary: number | undefined;
  involuntary: number | undefined;
  ranNs: number | undefined;
  waitedNs: number | undefined;
}

function statusOf({ files }: Phase, pid: number): Status {
  const lines = files.get(`/proc/${pid}/status`);
  const [ranNs, waitedNs] = words(lineOf(files, `/proc/${pid}/schedstat`)).map(whole);
  return {
    lines,
    voluntary: whole(valueOf(lines, 'voluntary_ctxt_switches:')),
    involuntary: whole(valueOf(lines, 'nonvoluntary_ctxt_switches:')),
    ranNs,
    waitedNs,
  };
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : rounded(value * factor);
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function kilobytes(lines: readonly string[] | undefined, key: string): number | undefined {
  const value = whole(valueOf(lines, key)?.replace(/ kB$/, ''));
  return value === undefined ? undefined : value * 1024;
}

/** The soft limit of a row of /proc/PID/limits. */
function limitOf(lines: readonly string[] | undefined, name: string): number | 'unlimited' | undefined {
  const soft = words(valueOf(lines, name))[0];
  return soft === 'unlimited' ? soft : whole(soft);
}

/** PIDs that came in the window and have the process among their ancestors. */
function descendants(pid: number, newcomers: readonly Stat[]): ReadonlySet<number> {
  const found = new Set<number>();
  // Parents come before their children, as PIDs are given in turn; once more for those that start over.
  for (const stat of [...newcomers, ...newcomers])
    if (stat.parent === pid || found.has(stat.parent)) found.add(stat.pid);
  return found;
}

type Watched = Pick<MainProcessSample, 'states' | 'waits' | 'looksWithChild' | 'longestBusyMs' | 'bursts'>;

function watched(looks: readonly Look[], children: ReadonlySet<number>): Watched {
  const hasChild = ({ alive }: Look): boolean => alive.some((pid) => children.has(pid));
  const states = looks.flatMap(({ state }) => state ?? []);
  const busy = busyTest(looks, hasChild);
  const bursts = burstsOf(looks);
  let since: number | undefined;
  let longest = 0;
  for (const look of looks) {
    since = busy(look) ? (since ?? look.at) : undefined;
    if (since !== undefined) longest = Math.max(longest, look.at - since);
  }
  return {
    states: tally(states),
    waits: tally(looks.flatMap(({ wait }) => wait ?? [])),
    looksWithChild: looks.filter(hasChild).length,
    ...(bursts && { bursts }),
    ...(states.length === 0 ? {} : { longestBusyMs: Math.round(longest * 1000) }),
  };
}

function tally(found: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const each of found) counts.set(each, (counts.get(each) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 32));
}

interface Thread {
  tid: number;
  name: string;
  state: string;
  cpuMs: number;
  waitedMs: number | undefined;
}

function threadsOf({ first, last }: Reading): MainProcessSample['threads'] {
  const before = new Map(first.threads.flatMap(parseThread).map((thread) => [thread.tid, thread]));
  return last.threads
    .slice(0, 256)
    .flatMap(parseThread)
    .map(({ tid, name, state, cpuMs, waitedMs }) => ({
      tid,
      name,
      cpuMs: rounded(growth(before.get(tid)?.cpuMs, cpuMs)),
      state,
      ...(waitedMs === undefined
        ? {}
        : { runQueueWaitMs: rounded(growth(before.get(tid)?.waitedMs, waitedMs)) }),
    }))
    .toSorted((a, b) => b.cpuMs - a.cpuMs || a.tid - b.tid)
    .slice(0, MOST_THREADS);
}

/** `TID (NAME) STATE UTIME STIME [RAN WAITED SLICES]`: ticks, and nanoseconds where the kernel counts them. */
function parseThread(line: string): Thread[] {
  const [, tid, name, state, numbers] =
    /^(\d{1,10}) \((.*)\) ([A-Za-z]) (\d{1,20}(?: \d{1,20}){1,4})$/.exec(line) ?? [];
  if (tid === undefined || name === undefined || state === undefined || numbers === undefined) return [];
  const [user, system, ran, waited] = numbers.split(' ').map(Number);
  const cpuMs = ran === undefined ? (user! + system!) * TICK_MS : ran / 1e6;
  const waitedMs = waited === undefined ? undefined : waited / 1e6;
  return [{ tid: Number(tid), name: cleanText(name, 64) || '?', state, cpuMs, waitedMs }];
}
