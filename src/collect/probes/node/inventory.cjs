'use strict';
// The body of a function of require, process and input, behind `const given`: milliseconds for the timing, and until
// nobody waits any more. Node was started by exec itself, without a shell: its own /proc/self/environ is what exec gave.
// Runs on Node 8 and later.
const fs = require('fs');
const begun = Date.now();
const [, , inventorySize, timingSize, samplerSize, orderSize, packing, mode, budget, specMilli, mainPid] =
  process.argv;
let at = 0;
const part = (size) => input.slice(at, (at += Number(size)));
part(inventorySize);
const timing = part(timingSize).toString();
const sampler = part(samplerSize).toString();
const order = part(orderSize).toString();
const lines = [];
const say = (...words) => lines.push(words.join(' '));
const flush = () => {
  let rest = Buffer.from(
    lines
      .splice(0)
      .map((line) => `${line}\n`)
      .join(''),
  );
  while (rest.length > 0) {
    try {
      rest = rest.slice(fs.writeSync(1, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
};
const read = (file) => {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
};
const first = (...files) => files.map(read).find((text) => text !== undefined);
const oneLine = (text) => text.replace(/[\0-\x1f]/g, '?');

// Ticks of 10 ms. The name in parentheses may hold anything.
function ticks(fields) {
  const stat = read('/proc/self/stat') || '';
  const numbers = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.reduce((sum, field) => sum + Number(numbers[field]) * 10, 0);
}
const startCpu = ticks([11, 12]);
const uptime = () => (read('/proc/uptime') || '').split(' ')[0];

const group = '/sys/fs/cgroup';
function throttled(key) {
  const stat = first(`${group}/cpu/cpu.stat`, `${group}/cpu,cpuacct/cpu.stat`, `${group}/cpu.stat`) || '';
  const value = (name) => (new RegExp(`^${name} (\\d+)$`, 'm').exec(stat) || [])[1];
  const time = value('throttled_time')
    ? `${value('throttled_time')} ns`
    : value('throttled_usec') && `${value('throttled_usec')} us`;
  if (time) say(key, value('nr_periods'), value('nr_throttled'), time);
}

say('via node');
say('uptime-before', uptime());
say('start-cpu', startCpu);
throttled('cgroup-before');
try {
  require('os').setPriority(0, 19);
  // When memory runs out, this process goes and not the application. Lowering a right needs none.
  fs.writeFileSync('/proc/self/oom_score_adj', '1000');
} catch (error) {
  say('not-nice', error.code);
}

// Containers that share process ids are told apart by one line of /proc/PID/cgroup.
const groupOf = (pid) => (read(`/proc/${pid}/cgroup`) || '').split('\n')[0];
const own = groupOf('self');
const ours = (pid) => groupOf(pid).startsWith(own) && !groupOf(pid).includes('/../');
const processes = fs
  .readdirSync('/proc')
  .filter((name) => /^\d+$/.test(name) && Number(name) < process.pid && ours(name))
  .map(Number)
  .sort((a, b) => a - b);
const main = mainPid !== '0' && ours(mainPid) ? Number(mainPid) : processes[0];

const stack = /^Max stack size +(\S+)/m.exec(read('/proc/self/limits') || '');
if (stack) say('stack', stack[1]);

let milli = Number(specMilli);
const v1 = first(`${group}/cpu/cpu.cfs_quota_us`, `${group}/cpu,cpuacct/cpu.cfs_quota_us`);
const v2 = read(`${group}/cgroup.controllers`) === undefined ? undefined : read(`${group}/cpu.max`) || '';
if (v1 !== undefined || v2 !== undefined) {
  say('cgroup-version', v1 === undefined ? 2 : 1);
  const period = first(`${group}/cpu/cpu.cfs_period_us`, `${group}/cpu,cpuacct/cpu.cfs_period_us`);
  const [quota, length] = v1 === undefined ? v2.trim().split(' ') : [v1.trim(), (period || '').trim()];
  if (quota === 'max' || quota === '-1') say('cgroup-quota none');
  else if (quota) {
    say('cgroup-quota', quota, length);
    milli = Math.round((Number(quota) / Number(length)) * 1000);
  }
}

const strings = (block) => block.split('\0').filter((string) => string.includes('='));
const nameOf = (string) => string.slice(0, string.indexOf('='));
const block = read('/proc/self/environ');
const has = new Map();
for (const string of strings(block).reverse()) has.set(nameOf(string), string);
say('exec-count', strings(block).length);
say('exec-bytes', block.length);

const packed = input.slice(at);
const expected = (packing === 'gzip' ? require('zlib').gunzipSync(packed) : packed)
  .toString('latin1')
  .split('\n');
expected.pop();
const runs = [];
for (const line of expected) {
  const actual = has.get(nameOf(line));
  const outcome = actual === undefined ? 'a' : actual === line ? 's' : 'd';
  const last = runs[runs.length - 1];
  if (last && last[0] === outcome) last[1]++;
  else runs.push([outcome, 1]);
}
say(['exec-predicted', ...runs.map(([outcome, count]) => outcome + count)].join(' '));
const wanted = new Set(expected.map(nameOf));
const others = Array.from(has).filter(([name]) => !wanted.has(name));
for (const [name, string] of others.slice(0, 50000))
  say('exec-other', string.length - name.length - 1, oneLine(name));
if (others.length > 50000) say('exec-truncated');

function inventMain() {
  if (main === undefined) return say('main-unknown absent');
  let initial;
  try {
    initial = fs.readFileSync(`/proc/${main}/environ`, 'latin1');
  } catch (error) {
    return say('main-unknown', error.code === 'ENOENT' ? 'absent' : 'denied');
  }
  const found = strings(initial);
  const names = new Set(found.map(nameOf));
  const text = initial.split('\0').filter((string) => string !== '');
  // Servers that set a title write it over their environment.
  const clobbered =
    found.length < text.length || (found.length > 0 ? nameOf(found[0]).includes(' ') : initial.length > 1);
  say('main-count', found.length);
  say('main-bytes', initial.length);
  if (clobbered) say('main-clobbered');
  const added = Array.from(names).filter((name) => !has.has(name));
  for (const name of added.slice(0, 200)) say('main-added', oneLine(name));
  if (clobbered) return;
  const removed = Array.from(has.keys()).filter((name) => !names.has(name));
  for (const name of removed.slice(0, 200)) say('main-removed', oneLine(name));
}
inventMain();

// argv[0] only, and of that the first word: titles that programs give themselves hold their arguments.
const title = main === undefined ? '' : (read(`/proc/${main}/cmdline`) || '').split(/[\0\s]/)[0];
if (title) say('main', oneLine(title));
const executables = processes.map((pid) => {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
  } catch {
    return (read(`/proc/${pid}/comm`) || '').trim();
  }
});
for (const executable of Array.from(new Set(executables)).slice(0, 32))
  if (executable) say('executable', oneLine(executable));
const maps = read('/proc/self/maps') || '';
if (/ld-musl/.test(maps)) say('libc musl');
else if (/\/libc[.-]/.test(maps)) say('libc glibc');

if (mode !== 'off') {
  say('timing-runtime node');
  flush();
  process.argv = [process.execPath, '-', mode, budget, String(given.timingMs), String(milli)];
  let code = 0;
  try {
    new Function('require', 'process', timing)(require, process);
  } catch {
    code = 1;
  }
  say('timing-exit', code);
}
throttled('cgroup-after');
say('total-cpu', ticks([11, 12, 13, 14]));
say('uptime-after', uptime());
say('end');
flush();
if (sampler) {
  const leftMs = given.leftMs - (Date.now() - begun);
  new Function('require', 'process', 'order', sampler)(
    require,
    process,
    Object.assign(JSON.parse(order), { leftMs }),
  );
}
