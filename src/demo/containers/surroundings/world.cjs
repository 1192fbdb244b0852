// What is around a container of the demo, simulated by one process outside of it: files that stand in for what its
// kernel tells of its cgroup and its host, and the other end of its network. It ends with its standard input; what it
// is sent there says that somebody looks at the container. Nothing moves when nobody does.
//
//     node world.cjs CONFIG     CONFIG is JSON: {root, pid, host, cgroup, network, load}, see surroundings.ts
const { execFileSync } = require('node:child_process');
const dgram = require('node:dgram');
const { ftruncateSync, mkdirSync, openSync, realpathSync, writeFileSync, writeSync } = require('node:fs');
const http = require('node:http');
const { uptime } = require('node:os');
const { dirname } = require('node:path');

const { root, pid, host, cgroup, network, load } = JSON.parse(process.argv[1]);
const STILL_LOOKING_MS = 3000;
const STEP_MS = 200;
const DNS = '10.96.0.10';
const GATEWAY = '10.244.0.1';
/** Where requests come from; the gateway is the node. */
const CLIENT = '10.244.0.90';

// --- Figures. Counters are what they would be if they had always grown at this rate.

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

function lines(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

const kernel = `${root}/.kernel`;
const open = new Map();

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = `${kernel}/${folder}/${name}`;
    if (!open.has(path)) open.set(path, openSync(path, 'w+'));
    // In place and at once: the file is mounted, and somebody may read it just now.
    writeSync(open.get(path), text, 0);
    ftruncateSync(open.get(path), Buffer.byteLength(text));
  }
}

function figures() {
  const seconds = uptime();
  write('cgroup', cgroupFiles(seconds));
  write('proc', hostFiles(seconds));
}

/** Puts the files where the container looks for them; those that this machine does not have stay away. */
function show() {
  const mounts = [`${kernel}/cgroup ${root}/sys/fs/cgroup`];
  for (const path of open.keys()) {
    const [folder, ...name] = path.slice(kernel.length + 1).split('/');
    if (folder === 'proc') mounts.push(`${path} ${root}/proc/${name.join('/')}`);
  }
  const names = realpathSync('/etc/resolv.conf');
  const search = [`${network.namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'].join(' ');
  const text = `nameserver ${DNS}\nsearch ${search}\noptions ndots:5\n`;
  if (names === '/etc/resolv.conf') {
    writeFileSync(`${kernel}/resolv.conf`, text);
    mounts.push(`${kernel}/resolv.conf ${root}${names}`);
  } else {
    mkdirSync(dirname(root + names), { recursive: true });
    writeFileSync(root + names, text);
  }
  const script = 'while read -r from to; do [ ! -e "$to" ] || mount --bind "$from" "$to"; done';
  execFileSync('sh', ['-c', script], batch(mounts));
}

// --- The network: a cable to the container, and what can be reached through it.

const batch = (rows) => ({ input: `${rows.join('\n')}\n`, stdio: ['pipe', 'ignore', 'ignore'] });

function connect() {
  const own = [DNS, CLIENT, ...network.services.map(({ address }) => address)];
  const outside = [
    `link add world type veth peer name eth0 netns ${pid}`,
    `addr add ${GATEWAY}/24 dev world`,
    ...own.map((address) => `addr add ${address}/32 dev lo`),
    'link set lo up',
    'link set world up',
  ];
  const inside = [
    'link set lo up',
    `addr add ${network.podAddress}/24 dev eth0`,
    'link set eth0 up',
    `route add default via ${GATEWAY}`,
  ];
  execFileSync('ip', ['-batch', '-'], batch(outside));
  execFileSync('nsenter', ['--target', String(pid), '--net', 'ip', '-batch', '-'], batch(inside));
}

function serve() {
  for (const { address, port, delayMs } of network.services) {
    http.createServer((_, response) => setTimeout(() => response.end('ok\n'), delayMs)).listen(port, address);
  }
  const names = dgram.createSocket('udp4');
  names.on('message', (question, { port, address }) => names.send(answer(question), port, address));
  names.bind(53, DNS);
}

/** The cluster's own name has an address, and all others do not exist. https://www.rfc-editor.org/rfc/rfc1035 */
function answer(question) {
  const labels = [];
  let at = 12;
  while (question[at] > 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + question[at]));
    at += question[at] + 1;
  }
  const known = labels.join('.').toLowerCase() === 'kubernetes.default.svc.cluster.local';
  const wanted = known && question.readUInt16BE(at + 1) === 1;
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 96, 0, 1];
  const head = [0x85, known ? 0 : 3, 0, 1, 0, wanted ? 1 : 0, 0, 0, 0, 0];
  const asked = question.subarray(12, at + 5);
  return Buffer.concat([
    question.subarray(0, 2),
    Buffer.from(head),
    asked,
    Buffer.from(wanted ? record : []),
  ]);
}

function send() {
  const options = {
    host: network.podAddress,
    port: network.clients.port,
    localAddress: CLIENT,
    agent: false,
  };
  const request = http.get({ ...options, timeout: 60000 }, (response) => response.resume());
  request.on('timeout', () => request.destroy()).on('error', () => undefined);
}

// --- Looked at or not.

let timers = [];
let rest;

function look() {
  clearTimeout(rest);
  rest = setTimeout(() => {
    timers.forEach(clearInterval);
    timers = [];
  }, STILL_LOOKING_MS);
  if (timers.length > 0) return;
  figures();
  timers.push(setInterval(figures, STEP_MS));
  if (!connected || network.clients === undefined) return;
  send();
  timers.push(setInterval(send, network.clients.everyMs));
}

mkdirSync(`${kernel}/cgroup`, { recursive: true });
mkdirSync(`${kernel}/proc/pressure`, { recursive: true });
figures();
show();
let connected = false;
try {
  connect();
  serve();
  connected = true;
} catch {
  // Without the program `ip`, or the kernel's permission, the container is alone.
}
process.stdin.on('data', look).on('end', () => process.exit(0));
process.stdout.write(connected ? 'ready\n' : 'ready, alone\n');
