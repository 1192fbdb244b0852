// An application that answers a request when another service has answered it: it waits, and computes nothing.
const { createServer, get } = require('node:http');

const BACKEND = process.env.BACKEND_URL || 'http://127.0.0.1:9090/';

createServer((request, response) => {
  if (request.url === '/healthz') return response.end('ok\n');
  get(BACKEND, (answer) => {
    answer.resume();
    answer.on('end', () => response.end('ok\n'));
  }).on('error', (error) => {
    response.statusCode = 502;
    response.end(`${error.message}\n`);
  });
}).listen(Number(process.env.LISTEN_PORT || 8080), () => console.log(process.version, 'listens'));
