// Two troubles that add up: for each request a child with the whole environment, and another service that takes its time.
const { execSync } = require('node:child_process');
const { createServer, get } = require('node:http');

createServer((_, response) => {
  execSync('true');
  get(process.env.BACKEND_URL, (answer) => answer.resume().on('end', () => response.end('ok\n')));
}).listen(8080, () => console.log(process.version, 'listens'));
