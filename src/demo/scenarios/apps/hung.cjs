// A service that is up and answers nobody: its accept queue is full, so the kernel drops what else wants to connect.
const { createServer } = require('node:net');

createServer().listen({ port: Number(process.env.LISTEN_PORT || 9090), backlog: 1 }, () => {
  console.log('listens, and then never looks');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
