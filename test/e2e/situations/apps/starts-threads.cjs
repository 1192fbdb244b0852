// Keeps children, up to its limit of processes, and starts another one each half second, which fails.
const { spawn } = require('node:child_process');

const kept = [];
function more() {
  const child = spawn('sleep', ['86400'], { stdio: 'ignore', env: {} });
  child.on('error', (error) => console.error(error.message));
  kept.push(child);
}
for (let each = 0; each < 40; each += 1) more();
setInterval(more, 500);
