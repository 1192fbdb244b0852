// What is around a container of the demo, simulated by one process outside of it: files that stand in for what its
// kernel tells of its cgroup and its host (figures.cjs), and the other end of its network (network.cjs). It ends with its
// standard input; what it is sent there says that somebody looks at the container. Nothing moves when nobody does.
//
//     node world.cjs CONFIG     CONFIG is JSON: {root, pid, host, cgroup, network, load}, see surroundings.ts
const { execFileSync } = require('node:child_process');
const { ftruncateSync, mkdirSync, openSync, realpathSync, writeFileSync, writeSync } = require('node:fs');
const { uptime } = require('node:os');
const { dirname } = require('node:path');

const { root, network } = JSON.parse(process.argv[1]);
const { cgroupFiles, hostFiles, timeOfMain } = globalThis.figures;
const { connect, serve, send, nameServer } = globalThis.network;
const STILL_LOOKING_MS = 3000;
const STEP_MS = 200;

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

function move() {
  const seconds = uptime();
  write('cgroup', cgroupFiles(seconds));
  write('proc', { ...hostFiles(seconds), ...timeOfMain(seconds) });
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
  const text = `nameserver ${nameServer}\nsearch ${search}\noptions ndots:5\n`;
  if (names === '/etc/resolv.conf') {
    writeFileSync(`${kernel}/resolv.conf`, text);
    mounts.push(`${kernel}/resolv.conf ${root}${names}`);
  } else {
    mkdirSync(dirname(root + names), { recursive: true });
    writeFileSync(root + names, text);
  }
  const script = 'while read -r from to; do [ ! -e "$to" ] || mount --bind "$from" "$to"; done';
  execFileSync('sh', ['-c', script], {
    input: `${mounts.join('\n')}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

let timers = [];
let rest;

function look() {
  clearTimeout(rest);
  rest = setTimeout(() => {
    timers.forEach(clearInterval);
    timers = [];
  }, STILL_LOOKING_MS);
  if (timers.length > 0) return;
  move();
  timers.push(setInterval(move, STEP_MS));
  if (!connected || network.clients === undefined) return;
  send();
  timers.push(setInterval(() => send(), network.clients.everyMs));
}

mkdirSync(`${kernel}/cgroup`, { recursive: true });
mkdirSync(`${kernel}/proc/pressure`, { recursive: true });
mkdirSync(`${kernel}/proc/1/task/1`, { recursive: true });
move();
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
