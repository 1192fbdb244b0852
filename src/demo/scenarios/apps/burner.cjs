// An application that computes in its own code, on its main thread, without any child process: for each request, or,
// with ALWAYS, nearly all of the time.
const { createServer } = require('node:http');

const BUSY_MS = Number(process.env.BUSY_MS || 270);
const REST_MS = Number(process.env.REST_MS || 30);

function primesFor(ms) {
  const end = Date.now() + ms;
  let found = 0;
  for (let candidate = 2; Date.now() < end; candidate += 1) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 1;
    if (divisor * divisor > candidate) found += 1;
  }
  return found;
}

function turn() {
  primesFor(BUSY_MS);
  setTimeout(turn, REST_MS);
}

if (process.env.ALWAYS) turn();
createServer((_, response) => {
  primesFor(BUSY_MS);
  response.end('ok\n');
}).listen(Number(process.env.LISTEN_PORT || 8080), () => console.log(process.version, 'listens'));
