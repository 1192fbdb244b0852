// A part of world.cjs: what the kernel tells of a container and its host. Counters are what they would be if they had
// always grown at this rate.
const { readFileSync } = require('node:fs');
const { uptime } = require('node:os');

const { pid, host, cgroup, load } = JSON.parse(process.argv[1]);

const share = (value) => value.toFixed(2);
const pressure = (percent, seconds, full = percent / 4) =>
  [
    ['some', percent],
    ['full', full],
  ]
    .map(([name, part]) => {
      const total = Math.round((part / 100) * seconds * 1e6);
      return `${name} avg10=${share(part)} avg60=${share(part)} avg300=${share(part)} total=${total}\n`;
    })
    .join('');

function cgroupFiles(seconds) {
  const { cpuLimit, memoryLimit, usedCores, memoryBytes, throttling, cpuPressure = 0.1 } = cgroup;
  const usage = Math.round(usedCores * seconds * 1e6);
  const { periods = 0, throttledPeriods = 0, throttledMs = 0 } = throttling || {};
  const cpuStat = {
    usage_usec: usage,
    user_usec: Math.round(usage * 0.8),
    system_usec: usage - Math.round(usage * 0.8),
    nr_periods: Math.floor(periods * seconds),
    nr_throttled: Math.floor(throttledPeriods * seconds),
    throttled_usec: Math.round(throttledMs * seconds * 1000),
    nr_bursts: 0,
    burst_usec: 0,
  };
  const memoryStat = { anon: Math.round(memoryBytes * 0.8), file: 8192, inactive_file: 0, pgmajfault: 0 };
  const none = { low: 0, high: 0, max: 0, oom: 0, oom_kill: 0 };
  return {
    'cgroup.controllers': 'cpuset cpu io memory pids\n',
    'cpu.max': `${cpuLimit === undefined ? 'max' : Math.round(cpuLimit * 100000)} 100000\n`,
    'cpu.stat': lines(cpuStat),
    'cpu.pressure': pressure(cpuPressure, seconds),
    'memory.current': `${memoryBytes}\n`,
    'memory.max': `${memoryLimit === undefined ? 'max' : memoryLimit}\n`,
    'memory.events': lines(none),
    'memory.stat': lines(memoryStat),
    'memory.pressure': pressure(0, seconds),
    'io.pressure': pressure(0, seconds),
    'pids.current': '12\n',
    'pids.max': '4096\n',
  };
}

const started = Math.round(Date.now() / 1000 - uptime());

function hostFiles(seconds) {
  const { cpus, usedCores, memoryBytes, usedBytes } = host;
  const each = (usedCores / cpus) * seconds * 100;
  const states = [each * 0.78, 0, each * 0.2, seconds * 100 - each, seconds * 0.05, 0, each * 0.02, 0, 0, 0];
  const row = (name, count) => `${name} ${states.map((ticks) => Math.round(ticks * count)).join(' ')}\n`;
  const rows = Array.from({ length: cpus }, (_, cpu) => row(`cpu${cpu}`, 1));
  const kilobytes = {
    MemTotal: memoryBytes,
    MemFree: memoryBytes - usedBytes * 1.4,
    MemAvailable: memoryBytes - usedBytes,
    Buffers: 32776192,
    Cached: usedBytes * 0.4,
    SwapTotal: 0,
    SwapFree: 0,
    SReclaimable: 272449536,
  };
  const memory = Object.entries(kilobytes).map(
    ([name, bytes]) => `${`${name}:`.padEnd(15)} ${String(Math.round(bytes / 1024)).padStart(8)} kB\n`,
  );
  const [reads, writes] = [Math.round(seconds * 2), Math.round(seconds * 6)];
  const disk = [
    reads,
    56416,
    reads * 16,
    reads,
    writes,
    626602,
    writes * 24,
    writes * 2,
    0,
    writes * 2,
    writes * 3,
  ];
  return {
    stat: `${row('cpu ', cpus)}${rows.join('')}ctxt 1\nbtime ${started}\nprocesses 1\nprocs_running 1\nprocs_blocked 0\n`,
    meminfo: memory.join(''),
    vmstat:
      'pswpin 0\npswpout 0\nallocstall_normal 0\nallocstall_movable 0\npgmajfault 30972\npgscan_direct 0\noom_kill 0\n',
    diskstats: ` 254       0 vda ${disk.join(' ')}\n`,
    'pressure/cpu': pressure(host.pressure.cpu, seconds, 0),
    'pressure/memory': pressure(host.pressure.memory, seconds),
    'pressure/io': pressure(host.pressure.io, seconds),
    ...(load === undefined
      ? {}
      : {
          loadavg: `${share(load)} ${share(load)} ${share(load)} ${Math.round(load)}/${host.processes} 1\n`,
        }),
  };
}

/**
 * What process 1 has run and waited for a CPU. It waits as it would on its node, and not on this machine; with
 * `alone`, what it really waited is counted as if it had run.
 */
function timeOfMain(seconds) {
  const { runQueueWait = 0.003, alone = false } = cgroup;
  const files = {};
  for (const [of, own] of [
    [pid, '1'],
    [`${pid}/task/${pid}`, '1/task/1'],
  ]) {
    const [ran, waited, slices] = readFileSync(`/proc/${of}/schedstat`, 'utf8').trim().split(' ').map(Number);
    const wait = Math.round(runQueueWait * seconds * 1e9);
    files[`${own}/schedstat`] = `${alone ? ran + waited : ran} ${wait} ${slices}\n`;
    if (alone) files[`${own}/stat`] = withUserTime(readFileSync(`/proc/${of}/stat`, 'utf8'), waited);
  }
  return files;
}

/** A line of /proc/PID/stat as seen inside, with nanoseconds more of user time. */
function withUserTime(line, more) {
  const [name, rest] = [
    line.slice(line.indexOf('('), line.lastIndexOf(')') + 1),
    line.slice(line.lastIndexOf(')') + 2),
  ];
  const fields = rest.split(' ');
  // Parent, group, session and terminal are of other namespaces.
  fields.splice(1, 4, '0', '0', '0', '0');
  fields[11] = String(Number(fields[11]) + Math.round(more / 1e7));
  return `1 ${name} ${fields.join(' ')}`;
}

function lines(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

globalThis.figures = { cgroupFiles, hostFiles, timeOfMain };
