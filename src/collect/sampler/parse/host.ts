import type { DiskSample, FirstLast, HostSample } from '../../../contracts/sample-evidence.ts';
import { cleanText } from '../../cluster/clean-text.ts';
import { pressureTotal } from './cgroup.ts';
import { decimal, pair, whole, words } from './numbers.ts';
import { lineOf, valueOf, type Files, type Reading } from './reading.ts';

const CPU_STATES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
const COUNTERS = /^(pgmajfault|pswpin|pswpout|oom_kill|allocstall_\w{1,20}|pgscan_direct)$/;
const MOST_DISKS = 32;

/** Figures of the whole host, as /proc shows them in an ordinary pod. */
export function parseHost(reading: Reading): HostSample {
  const { settings, first, last, keys } = reading;
  const kernel = lineOf(settings.files, '/proc/sys/kernel/osrelease');
  const cpus = whole(keys.get('cpus'));
  return {
    kernel: kernel === undefined ? undefined : cleanText(kernel, 100),
    cpus: cpus === 0 ? undefined : cpus,
    cpu: cpuOf(reading),
    ...loadOf(last.files),
    memory: memoryOf(last.files),
    vmstat: vmstatOf(first.files, last.files),
    pressure: pressureOf(reading),
    disks: disksOf(reading),
    files: filesOf(settings.files),
    pidMax: whole(lineOf(settings.files, '/proc/sys/kernel/pid_max')),
    threadsMax: whole(lineOf(settings.files, '/proc/sys/kernel/threads-max')),
  };
}

function cpuOf({ first, last }: Reading): HostSample['cpu'] {
  const [before, after] = [first, last].map(({ files }) => words(lineOf(files, '/proc/stat')));
  if (before?.[0] !== 'cpu' || after?.[0] !== 'cpu') return undefined;
  const both = CPU_STATES.map((_, index) => pair(whole(before[index + 1]), whole(after[index + 1])));
  // Kernels before 2.6.33 have no more columns than these; fewer is no /proc/stat.
  if (both.some((each) => each === undefined)) return undefined;
  return Object.fromEntries(CPU_STATES.map((state, index) => [state, both[index]!])) as HostSample['cpu'];
}

function loadOf(files: Files): Pick<HostSample, 'load' | 'tasks'> {
  const [one, five, fifteen, tasks = ''] = words(lineOf(files, '/proc/loadavg'));
  const loads = [decimal(one), decimal(five), decimal(fifteen)];
  const [runnable, total] = tasks.split('/').map(whole);
  return {
    load: loads.includes(undefined) ? undefined : { one: loads[0]!, five: loads[1]!, fifteen: loads[2]! },
    tasks: runnable === undefined || total === undefined ? undefined : { runnable, total },
  };
}

function memoryOf(files: Files): HostSample['memory'] {
  const lines = files.get('/proc/meminfo');
  const bytes = (key: string): number | undefined => {
    const kilobytes = whole(valueOf(lines, `${key}:`)?.replace(/ kB$/, ''));
    return kilobytes === undefined ? undefined : kilobytes * 1024;
  };
  const total = bytes('MemTotal');
  if (total === undefined) return undefined;
  return {
    total,
    available: bytes('MemAvailable'),
    swapTotal: bytes('SwapTotal'),
    swapFree: bytes('SwapFree'),
    sReclaimable: bytes('SReclaimable'),
  };
}

function vmstatOf(first: Files, last: Files): Record<string, FirstLast> | undefined {
  const before = new Map((first.get('/proc/vmstat') ?? []).map((line) => words(line) as [string, string]));
  const entries = (last.get('/proc/vmstat') ?? []).flatMap((line) => {
    const [key = '', value] = words(line);
    const both = COUNTERS.test(key) ? pair(whole(before.get(key)), whole(value)) : undefined;
    return both === undefined ? [] : [[key, both] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function pressureOf({ first, last }: Reading): HostSample['pressure'] {
  const entries = (['cpu', 'memory', 'io'] as const).flatMap((what) => {
    const [before, after] = [first, last].map(({ files }) => files.get(`/proc/pressure/${what}`));
    const some = pair(pressureTotal(before, 'some'), pressureTotal(after, 'some'));
    const full = pair(pressureTotal(before, 'full'), pressureTotal(after, 'full'));
    return some === undefined ? [] : [[what, { some, full }] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function disksOf(reading: Reading): DiskSample[] | undefined {
  const after = reading.last.files.get('/proc/diskstats');
  if (after === undefined) return undefined;
  const blocks = new Set(words(reading.keys.get('blocks')).filter((name) => name !== '' && name !== '*'));
  const before = new Map(
    (reading.first.files.get('/proc/diskstats') ?? []).map((line) => [words(line)[2] ?? '', words(line)]),
  );
  return after
    .map(words)
    .filter((row) => isDisk(row[2] ?? '', blocks))
    .flatMap((row) => diskOf(row, before.get(row[2] ?? '') ?? []))
    .slice(0, MOST_DISKS);
}

/** Whole disks that stand on their own: no partitions, no devices that are made of others. */
function isDisk(name: string, blocks: ReadonlySet<string>): boolean {
  if (!/^[\w!-]{1,32}$/.test(name) || /^(loop|ram|zram|sr|fd|dm-|md)\d*/.test(name)) return false;
  return blocks.size > 0 ? blocks.has(name) : !/^((s|v|xv|h)d[a-z]+\d+|(nvme|mmcblk|nbd).*p\d+)$/.test(name);
}

function diskOf(after: readonly string[], before: readonly string[]): DiskSample[] {
  const column = (index: number): FirstLast | undefined => pair(whole(before[index]), whole(after[index]));
  const [reads, readMs, writes, writeMs, busyMs] = [3, 6, 7, 10, 12].map(column);
  if (!reads || !readMs || !writes || !writeMs || !busyMs) return [];
  return reads.last + writes.last === 0
    ? []
    : [{ name: after[2] ?? '', reads, readMs, writes, writeMs, busyMs }];
}

function filesOf(files: Files): HostSample['files'] {
  const [allocated, , max] = words(lineOf(files, '/proc/sys/fs/file-nr')).map(whole);
  return allocated === undefined || max === undefined ? undefined : { allocated, max };
}
