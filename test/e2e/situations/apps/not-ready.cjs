// Answers each request with an error of its own.
const { createServer } = require('node:http');

createServer((_, response) => {
  response.statusCode = 503;
  response.end('database: no connection is free\n');
}).listen(8080);
