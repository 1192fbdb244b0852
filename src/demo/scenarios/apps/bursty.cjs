// An application with a small, normal load that comes in bursts: each request, and each
// EVERY_MS, make it compute for a moment, and then it rests.
// With a CPU limit near its average it is stopped in the middle of every burst, though it uses half of the limit.
const { createServer } = require('node:http');

const EVERY_MS = Number(process.env.EVERY_MS || 0);
const BURST_MS = Number(process.env.BURST_MS || 150);

function compute() {
  const began = process.cpuUsage();
  let spent = 0;
  while (spent < BURST_MS * 1000) {
    const { user, system } = process.cpuUsage(began);
    spent = user + system;
  }
}

if (EVERY_MS > 0) setInterval(compute, EVERY_MS);
createServer((_, response) => {
  compute();
  response.end('ok\n');
}).listen(Number(process.env.LISTEN_PORT || 8080), () => console.log(process.version, 'listens'));
