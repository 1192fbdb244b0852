// Starts a child for each request and does not wait for it: with spawn, which copies the environment, too.
const { spawn } = require('node:child_process');
const { createServer } = require('node:http');

createServer((_, response) => {
  spawn('true', { stdio: 'ignore' }).on('close', () => response.end('ok\n'));
}).listen(8080, () => console.log(process.version, 'listens'));
