'use strict';
// Times requests with node: hundredths of a second that are left, uptime when they were, requests for each URL, URLs.
// Also the body of a function of require and process. Runs on Node 8 and later.
const fs = require('fs');
const [, rest, since, requests, ...urls] = process.argv;

// One write, with an empty line before it: it may stand in the middle of a table.
const say = (...words) => {
  try {
    fs.writeSync(1, `\n${words.join(' ')}\n`);
  } catch (error) {
    if (error.code === 'EAGAIN') say(...words);
  }
};
const read = (file) => {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

const begin = Date.now();
// A start takes long in a throttled container.
const room =
  Number(rest) * 10 - Math.max(0, Number(read('/proc/uptime').split(' ')[0]) - Number(since)) * 1000;
const deadline = begin + room - 30;

// All times are those since the request began.
function time(number) {
  return new Promise((resolve) => {
    const url = new (require('url').URL)(urls[number]);
    const at = read('/proc/uptime').split(' ')[0] || '-';
    const from = process.hrtime();
    const passed = () => {
      const [seconds, nanoseconds] = process.hrtime(from);
      return (seconds * 1e3 + nanoseconds / 1e6).toFixed(2);
    };
    const seen = { name: '-', connect: '-', tls: '-', first: '-' };
    let status = '-';
    let ended = false;
    const end = (error) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      const { name, connect, tls, first } = seen;
      say('!q', number, at, status, passed(), name, connect, tls, first, error);
      request.destroy();
      resolve();
    };
    const secure = url.protocol === 'https:';
    const request = require(secure ? 'https' : 'http').request(
      {
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port || (secure ? 443 : 80),
        path: url.pathname + url.search,
        agent: false,
        headers: { 'User-Agent': 'envaudit', Accept: '*/*' },
      },
      (response) => {
        status = response.statusCode;
        seen.first = passed();
        response.on('data', () => {});
        response.on('end', () => end('-'));
        response.on('aborted', () => end('aborted'));
      },
    );
    const timer = setTimeout(() => end('ETIMEDOUT'), Math.max(1, deadline - Date.now()));
    request.on('socket', (socket) => {
      socket.on('lookup', () => (seen.name = passed()));
      socket.on('connect', () => (seen.connect = passed()));
      socket.on('secureConnect', () => (seen.tls = passed()));
    });
    request.on('error', (error) => end(String(error.code || 'error').replace(/\W/g, '_')));
    request.end();
  });
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Spread over the window, so that a stall in it is not missed; late ones catch up.
async function all() {
  for (let round = 0; round < Number(requests); round++) {
    for (let number = 0; number < urls.length; number++) {
      await wait(begin + (room * 0.8 * round) / Number(requests) - Date.now());
      if (Date.now() > deadline - 20) return;
      await time(number);
    }
  }
}
const threads = () => fs.readdirSync('/proc/self/task').length;
const report = (count) => {
  if (!process.embedded) say('!f', read('/proc/uptime').split(' ')[0], count);
};
const before = process.embedded ? 0 : threads();
report(before);
void all()
  .catch(() => undefined)
  .then(() => {
    if (process.embedded) return;
    report(threads() - before);
    // exit would wait for look-ups.
    process.kill(process.pid, 'SIGKILL');
  });
