// Answers a request at once; what it does beside that is said by the environment.
const { createServer } = require('node:http');

const TIMERS = Number(process.env.TIMERS || 0);
const COMPUTE_MS = Number(process.env.COMPUTE_MS || 0);
const LINES_A_SECOND = Number(process.env.LINES_A_SECOND || 0);

function compute(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

let turns = 0;
for (let each = 0; each < TIMERS; each += 1) setInterval(() => (turns += 1), 1000 + each);
if (LINES_A_SECOND > 0) {
  setInterval(() => {
    for (let line = 0; line < LINES_A_SECOND / 10; line += 1) console.log('GET /cart 200', turns, line);
  }, 100);
}
createServer((_, response) => {
  compute(COMPUTE_MS);
  response.end('ok\n');
}).listen(Number(process.env.LISTEN_PORT || 8080), () => console.log(process.version, 'listens'));
