// The application of the main case: it asks a command about memory, and waits for it, on every request, and every
// CHECK_EVERY_MS by itself. Node.js copies the environment for each child.
const { execSync } = require('node:child_process');
const { createServer } = require('node:http');

const EVERY_MS = Number(process.env.CHECK_EVERY_MS || 0);

function freeMemory() {
  try {
    return execSync('free -m || true', { stdio: 'pipe' }).toString();
  } catch (error) {
    return String(error.message);
  }
}

if (EVERY_MS > 0) setInterval(freeMemory, EVERY_MS);
createServer((request, response) => {
  if (request.url !== '/healthz') freeMemory();
  response.end('ok\n');
}).listen(Number(process.env.LISTEN_PORT || 8080), () => console.log(process.version, 'listens'));
