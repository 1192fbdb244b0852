'use strict';
// The body of a function of require, process and order, for images without a shell: the audit's process goes on with it.
// Prints what ../sh/ does. Runs on Node 8 and later.
const fs = require('fs');
const { leftMs, windowMs, mostMs, looks, periods, shared, requests, requestProgram, urls } = order;
const asked = Date.now();

const lines = [];
const say = (...words) => lines.push(words.join(' '));
const flush = () => {
  let text = Buffer.from(
    lines
      .splice(0)
      .map((line) => `${line}\n`)
      .join(''),
  );
  while (text.length > 0) {
    try {
      text = text.slice(fs.writeSync(1, text));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
};
const bytes = Buffer.alloc(65536);
// 64 KB at most: tables of sockets may be long.
const read = (file) => {
  let handle;
  try {
    handle = fs.openSync(file, 'r');
    let size = 0;
    for (let n = 1; n > 0 && size < bytes.length; size += n)
      n = fs.readSync(handle, bytes, size, bytes.length - size, null);
    return bytes.toString('latin1', 0, size);
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) fs.closeSync(handle);
  }
};
const list = (folder) => {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
};
const numbers = (folder) => list(folder).filter((name) => /^\d+$/.test(name));
const oneLine = (text) => text.replace(/[\0-\x1f]/g, '?');
const uptime = () => (read('/proc/uptime') || '').split(' ')[0];
const show = (files) => {
  for (const file of files) {
    const text = read(file);
    if (text !== undefined) say(`==> ${file} <==\n${text}`);
  }
};

const group = '/sys/fs/cgroup';
const there = (...files) => files.find((file) => fs.existsSync(file));
const stats = there(`${group}/cpu/cpu.stat`, `${group}/cpu,cpuacct/cpu.stat`);
const usage = there(`${group}/cpuacct/cpuacct.usage`, `${group}/cpu,cpuacct/cpuacct.usage`);
const version = stats || usage ? 1 : there(`${group}/cgroup.controllers`) ? 2 : '';
const inGroup = (names1, names2) =>
  (version === 1 ? names1 : version === 2 ? names2 : []).map((name) => `${group}/${name}`);

// The name in parentheses may hold anything.
function processOf(file) {
  const line = read(file);
  if (line === undefined) return undefined;
  const at = line.lastIndexOf(')');
  const fields = line.slice(at + 2).split(' ');
  const pick = [0, 1, 3, 7, 9, 11, 12, 13, 14, 17, 19];
  const numbered = fields.map(Number);
  return {
    head: line.slice(0, at + 1),
    state: fields[0],
    session: fields[3],
    ticks: `${fields[11]} ${fields[12]}`,
    cpu: numbered[11] + numbered[12] + numbered[13] + numbered[14],
    started: numbered[19] / 100,
    short: `${line.slice(0, at + 1)} ${pick.map((field) => fields[field]).join(' ')}`,
  };
}
const self = processOf('/proc/self/stat');

const groupOf = (pid) => (read(`/proc/${pid}/cgroup`) || '').split('\n')[0];
const own = shared ? groupOf('self') : '';
const ours = (pid) => {
  const other = own && groupOf(pid);
  return !own || (other.startsWith(own) && !other.includes('/../'));
};
// Those that are not ours and not an audit's, which is known by its loader; exec gives each command a session.
const audits = new Set();
function seen(pid) {
  if (Number(pid) === process.pid) return undefined;
  const found = processOf(`/proc/${pid}/stat`);
  if (!found || audits.has(found.session)) return undefined;
  if (pid === found.session && pid !== '1') {
    const line = (read(`/proc/${pid}/cmdline`) || '').split('\n')[0];
    if (/read -r ea_s|const fs=require\(.*b=Buffer\.alloc\(/.test(line) || found.head.includes('(runc:[')) {
      audits.add(pid);
      return undefined;
    }
  }
  return ours(pid) ? found : undefined;
}

// It has the CPU time of all orphans, ours among them.
const INIT = /\((?:tini|tini-static|dumb-init|docker-init|catatonit|s6-.*|runsv.*|init)\)$/;
let main;
function processes() {
  say('@processes');
  const found = [];
  for (const pid of numbers('/proc')) {
    const one = seen(pid);
    if (!one) continue;
    found.push({ pid, cpu: INIT.test(one.head) ? -1 : one.cpu });
    say(one.short);
    if (found.length === 256) {
      say('@cut');
      break;
    }
  }
  if (main === undefined)
    main = found.reduce((best, one) => (best && best.cpu >= one.cpu ? best : one), undefined);
}
function tick() {
  say('@tick', uptime());
  show([stats, usage].filter(Boolean).concat(inGroup([], ['cpu.stat'])));
}
function sockets() {
  say('@sockets', uptime());
  show(['/proc/net/tcp', '/proc/net/tcp6', '/proc/net/udp', '/proc/net/udp6']);
}
function counters() {
  const stat = read('/proc/stat') || '';
  say(`==> /proc/stat <==\n${stat.split('\n')[0]}`);
  say('@cpus', (stat.match(/^cpu\d+ /gm) || []).length);
  show(
    [
      '/proc/loadavg',
      '/proc/meminfo',
      '/proc/vmstat',
      '/proc/pressure/cpu',
      '/proc/pressure/memory',
      '/proc/pressure/io',
      '/proc/diskstats',
      '/proc/net/snmp',
      '/proc/net/netstat',
      '/proc/net/dev',
    ].concat(
      inGroup(
        [
          'memory/memory.usage_in_bytes',
          'memory/memory.failcnt',
          'memory/memory.oom_control',
          'memory/memory.stat',
        ],
        ['memory.current', 'memory.events', 'memory.stat', 'cpu.pressure', 'memory.pressure', 'io.pressure'],
      ),
    ),
  );
}
function settings() {
  say('@version', version);
  const sys = [
    'kernel/osrelease',
    'kernel/pid_max',
    'kernel/threads-max',
    'fs/file-nr',
    'net/core/somaxconn',
  ];
  sys.push('net/ipv4/tcp_mem', 'net/ipv4/ip_local_port_range');
  sys.push('net/netfilter/nf_conntrack_count', 'net/netfilter/nf_conntrack_max');
  const cpu = stats && /cpuacct\/cpu\.stat/.test(stats) ? 'cpu,cpuacct' : 'cpu';
  show(
    sys
      .map((name) => `/proc/sys/${name}`)
      .concat('/proc/net/sockstat', '/etc/resolv.conf')
      .concat(`/proc/${process.pid}/stat`, `/proc/${process.pid}/statm`)
      .concat(
        inGroup(
          [
            `${cpu}/cpu.cfs_quota_us`,
            `${cpu}/cpu.cfs_period_us`,
            'memory/memory.limit_in_bytes',
            'pids/pids.current',
            'pids/pids.max',
          ],
          ['cpu.max', 'memory.max', 'pids.current', 'pids.max'],
        ),
      ),
  );
  say('@blocks', list('/sys/block').join(' '));
}
function threads() {
  if (!main) return;
  show([`/proc/${main.pid}/status`, `/proc/${main.pid}/schedstat`]);
  say('@threads');
  for (const tid of numbers(`/proc/${main.pid}/task`).slice(0, 256)) {
    const thread = processOf(`/proc/${main.pid}/task/${tid}/stat`);
    if (!thread) continue;
    const schedule = (read(`/proc/${main.pid}/task/${tid}/schedstat`) || '').trim();
    say(thread.head, thread.state, thread.ticks, schedule);
  }
}
function about() {
  if (!shared) show(['/proc/1/status']);
  if (!main) return;
  show([`/proc/${main.pid}/limits`]);
  say('@argv0', oneLine((read(`/proc/${main.pid}/cmdline`) || '').split(/[\0\s]/)[0]));
  try {
    say('@exe', oneLine(fs.readlinkSync(`/proc/${main.pid}/exe`)));
    say('@fds', fs.readdirSync(`/proc/${main.pid}/fd`).length);
  } catch (error) {
    say('@denied', error.code);
  }
}

let last;
let kids = [];
let news = 0;
const lives = (pid) => fs.existsSync(`/proc/${pid}`);
let threadsOfOurs = 0;
function look() {
  const before = last;
  last = Number(((read('/proc/loadavg') || '').trim().split(' ')[4] || '-').trim());
  const count = list('/proc/self/task').length;
  const thread = main && processOf(`/proc/${main.pid}/task/${main.pid}/stat`);
  const wait = (main && read(`/proc/${main.pid}/wchan`)) || '-';
  const [call, arg] = ((main && read(`/proc/${main.pid}/syscall`)) || '').trim().split(' ');
  const isNew = (pid) => (last < before ? pid > before || pid <= last : pid > before && pid <= last);
  const all = before === undefined || before === last ? [] : numbers('/proc');
  for (const pid of all.length < 512 ? all : []) {
    const one = isNew(Number(pid)) && news < 2000 && seen(pid);
    if (!one) continue;
    news++;
    say('@n', one.short);
    kids.push(pid);
  }
  kids = kids.filter(lives);
  for (const pid of audits) if (!lives(pid)) audits.delete(pid);
  const state = thread ? `${thread.state} ${thread.ticks}` : '- - -';
  say(
    '@l',
    uptime(),
    state,
    last,
    count - threadsOfOurs,
    audits.size,
    wait.trim(),
    call || '-',
    arg || '-',
    ...kids,
  );
}

const spent = () => (processOf('/proc/self/stat') || { cpu: 0 }).cpu * 10;
const spentBegin = spent();
let start = 0;
let end = 0;
let most = 0;
const gone = () => Number(uptime()) * 1000 - start;
const left = () => end - gone();

// What the container's CPU limit did so far.
function quota() {
  const text = read(stats || `${group}/cpu.stat`) || '';
  const value = (name) => Number((new RegExp(`^${name} (\\d+)$`, 'm').exec(text) || [])[1] || 0);
  return { periods: value('nr_periods'), throttled: value('nr_throttled') };
}
// What the audit made the container owe is paid when a period of its limit passes in which it is not held back. One that
// always is gets a second.
function settle(then, turns = 10, before = quota().throttled) {
  if (before === 0 || turns === 0) return then();
  setTimeout(() => {
    const { throttled } = quota();
    if (throttled > before) settle(then, turns - 1, throttled);
    else then();
  }, 100);
}
let looked = 0;
let atFirst;
let longer = false;
// Whether to look on: until the window is over, and then as long as it has shown too little to judge by.
function more() {
  if (left() > 50) return true;
  if (gone() >= most - 50) return false;
  const now = quota();
  const few = looked < looks ? 'looks' : 'periods';
  if (few === 'periods' && (now.throttled <= atFirst.throttled || now.periods - atFirst.periods >= periods))
    return false;
  if (!longer) say('@longer', few);
  longer = true;
  return true;
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// getaddrinfo cannot be cancelled, and node waits for it even when it exits; a resolver asks for whole names only.
function lookUp(name) {
  return new Promise((resolve) => {
    const resolver = new (require('dns').Resolver)();
    const from = process.hrtime();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      resolver.cancel();
    }, 2000);
    resolver.resolve4(name, (error) => {
      clearTimeout(timer);
      const [seconds, nanoseconds] = process.hrtime(from);
      const code = late ? 'ETIMEDOUT' : error ? error.code : 0;
      say('\n!d node', name, (seconds * 100 + nanoseconds / 1e7).toFixed(2), code);
      resolve();
    });
  });
}
function lookups(rounds) {
  if (left() < 2200) return;
  const resolv = read('/etc/resolv.conf') || '';
  const search = (/^\s*search\s+(.*)$/m.exec(resolv) || ['', ''])[1].split(/\s+/);
  const domain = (search.find((word) => word.startsWith('svc.')) || 'svc.cluster.local').slice(4);
  lookUp(`kubernetes.default.svc.${domain}.`)
    .then(() => wait(1000))
    .then(() => rounds > 1 && lookups(rounds - 1))
    .catch(() => undefined);
}
function urlsOf() {
  if (urls.length === 0) return;
  say('\n!u node');
  const argv = ['node', String(Math.round(left() / 10) - 10), uptime(), requests].concat(urls);
  const fake = { argv, hrtime: process.hrtime, exit: () => {}, embedded: true };
  new Function('require', 'process', requestProgram)(require, fake);
}

say('envaudit-sample 1');
say('@via node');
if (!uptime() || !self) {
  say('@unknown no-proc');
  say('@end');
  flush();
  process.exit(0);
}
say('@began', uptime());
try {
  // When memory runs out, this process goes and not the application. Lowering a right needs none.
  fs.writeFileSync('/proc/self/oom_score_adj', '1000');
  require('os').setPriority(0, 5);
} catch (error) {
  say('@not-nice', error.code);
}
// Who asks keeps standard input open as long as he waits.
process.stdin
  .on('end', () => process.kill(process.pid, 'SIGKILL'))
  .on('error', () => process.kill(process.pid, 'SIGKILL'))
  .resume();
const every = Math.max(1000, windowMs / 6);
let ticked = 0;
let socketed = 0;
let spentFirst = 0;
settings();
flush();
settle(watch);
function watch() {
  start = Number(uptime()) * 1000;
  most = Math.min(mostMs, leftMs - (Date.now() - asked));
  end = Math.min(windowMs, most);
  lookups(3);
  urlsOf();
  atFirst = quota();
  spentFirst = spent();
  say('@first', uptime());
  tick();
  processes();
  if (main) say('@main', main.pid);
  counters();
  threads();
  sockets();
  threadsOfOurs = list('/proc/self/task').length;
  flush();
  turn();
}
function finish() {
  look();
  say('@last', uptime());
  tick();
  const spentLast = spent();
  counters();
  threads();
  processes();
  sockets();
  about();
  say('@ended', uptime());
  const forks = Math.max(0, list('/proc/self/task').length - threadsOfOurs);
  say('@cost', spent() - spentBegin, forks, spentLast - spentFirst);
  say('@end');
  flush();
  // exit would wait for look-ups of the requests.
  process.kill(process.pid, 'SIGKILL');
}
function turn() {
  if (!more()) return finish();
  look();
  looked++;
  if (gone() - ticked >= 1000) {
    ticked = gone();
    tick();
  }
  if (gone() - socketed >= every) {
    socketed = gone();
    sockets();
  }
  flush();
  setTimeout(turn, left() > 50 ? Math.max(10, Math.min(200, left() - 50)) : 200);
}
