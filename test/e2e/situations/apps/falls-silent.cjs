// Answers for some seconds, and then no more; it does not end when it is asked to.
const { createServer } = require('node:http');

const BEGAN = Date.now();
process.on('SIGTERM', () => {});
createServer((_, response) => {
  if (Date.now() - BEGAN < 4000) response.end('ok\n');
}).listen(8080);
