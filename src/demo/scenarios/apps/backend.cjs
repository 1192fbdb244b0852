// A service that takes its time: every answer comes DELAY_MS after its request.
const { createServer } = require('node:http');

const DELAY_MS = Number(process.env.DELAY_MS || 3000);

createServer((_, response) => setTimeout(() => response.end('ok\n'), DELAY_MS)).listen(
  Number(process.env.LISTEN_PORT || 9090),
  () => console.log('answers after', DELAY_MS, 'ms'),
);
