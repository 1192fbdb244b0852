import type { CgroupSample, CpuTick, FirstLast } from '../../../contracts/sample-evidence.ts';
import { decimal, pair, whole, words } from './numbers.ts';
import { lineOf, valueOf, type Files, type Reading } from './reading.ts';

const GROUP = '/sys/fs/cgroup';
const MOST_TICKS = 10_000;
/** cgroup v1 says "no limit" with the largest number of pages. */
const NO_LIMIT = 2 ** 62;

/** What the container's own cgroup says, v1 or v2. */
export function parseCgroup(reading: Reading): CgroupSample {
  const version = { '1': 1 as const, '2': 2 as const }[reading.keys.get('version') ?? ''];
  const { settings } = reading;
  return {
    version,
    cpuLimit: cpuLimitOf(settings.files),
    ticks: reading.ticks.slice(0, MOST_TICKS).flatMap(parseTick),
    memory: memoryOf(reading),
    pids: {
      current: whole(ending(settings.files, '/pids.current')),
      limit: limitOf(ending(settings.files, '/pids.max')),
    },
    pressure: {
      cpu: pressureOf(reading, `${GROUP}/cpu.pressure`),
      memory: pressureOf(reading, `${GROUP}/memory.pressure`),
      io: pressureOf(reading, `${GROUP}/io.pressure`),
    },
  };
}

function ending(files: Files, end: string): string | undefined {
  const file = [...files.keys()].find((path) => path.startsWith(GROUP) && path.endsWith(end));
  return file === undefined ? undefined : lineOf(files, file);
}

function cpuLimitOf(files: Files): number | 'none' | undefined {
  const [quota, period] =
    ending(files, '/cpu.max')?.split(' ') ??
    ([ending(files, '/cpu.cfs_quota_us'), ending(files, '/cpu.cfs_period_us')] as const);
  if (quota === 'max' || quota === '-1') return 'none';
  const share = whole(quota);
  const whose = whole(period);
  return share === undefined || whose === undefined || whose === 0 ? undefined : share / whose;
}

function limitOf(text: string | undefined): number | 'none' | undefined {
  if (text === 'max') return 'none';
  const value = whole(text);
  return value !== undefined && value >= NO_LIMIT ? 'none' : value;
}

function parseTick({ at, files }: Reading['ticks'][number]): CpuTick[] {
  const when = decimal(at);
  if (when === undefined) return [];
  const stat = [...files].find(([path]) => path.endsWith('/cpu.stat'))?.[1];
  const nanoseconds = whole([...files].find(([path]) => path.endsWith('/cpuacct.usage'))?.[1][0]);
  const usage = whole(valueOf(stat, 'usage_usec'));
  const throttled = whole(valueOf(stat, 'throttled_usec'));
  const throttledTime = whole(valueOf(stat, 'throttled_time'));
  return [
    {
      at: when,
      usageMs: usage === undefined ? scaled(nanoseconds, 1e6) : usage / 1e3,
      periods: whole(valueOf(stat, 'nr_periods')),
      throttledPeriods: whole(valueOf(stat, 'nr_throttled')),
      throttledMs: throttled === undefined ? scaled(throttledTime, 1e6) : throttled / 1e3,
    },
  ];
}

function scaled(value: number | undefined, divisor: number): number | undefined {
  return value === undefined ? undefined : value / divisor;
}

function memoryOf({ settings, first, last }: Reading): CgroupSample['memory'] {
  const both = (read: (files: Files) => number | undefined): FirstLast | undefined =>
    pair(read(first.files), read(last.files));
  const usage = (files: Files): number | undefined =>
    whole(ending(files, '/memory.usage_in_bytes') ?? ending(files, '/memory.current'));
  return {
    limit: limitOf(ending(settings.files, '/memory.limit_in_bytes') ?? ending(settings.files, '/memory.max')),
    usage: both(usage),
    // https://github.com/google/cadvisor/blob/master/container/libcontainer/handler.go (setMemoryStats)
    workingSet: both((files) => {
      const used = usage(files);
      const cached = statOf(files, 'total_inactive_file', 'inactive_file');
      return used === undefined || cached === undefined ? undefined : Math.max(0, used - cached);
    }),
    anon: both((files) => statOf(files, 'total_rss', 'anon')),
    shmem: both((files) => statOf(files, 'total_shmem', 'shmem')),
    limitHits: both((files) => whole(ending(files, '/memory.failcnt')) ?? events(files, 'max')),
    oomKills: both((files) => events(files, 'oom_kill')),
  };
}

function statOf(files: Files, v1: string, v2: string): number | undefined {
  const lines = files.get(`${GROUP}/memory/memory.stat`);
  return lines ? whole(valueOf(lines, v1)) : whole(valueOf(files.get(`${GROUP}/memory.stat`), v2));
}

function events(files: Files, key: string): number | undefined {
  const lines = files.get(`${GROUP}/memory.events`) ?? files.get(`${GROUP}/memory/memory.oom_control`);
  return whole(valueOf(lines, key));
}

function pressureOf({ first, last }: Reading, file: string): FirstLast | undefined {
  return pair(pressureTotal(first.files.get(file), 'some'), pressureTotal(last.files.get(file), 'some'));
}

/** Microseconds of a line of a PSI file. https://docs.kernel.org/accounting/psi.html */
export function pressureTotal(
  lines: readonly string[] | undefined,
  kind: 'some' | 'full',
): number | undefined {
  const total = words(valueOf(lines, kind)).find((word) => word.startsWith('total='));
  return whole(total?.slice('total='.length));
}
