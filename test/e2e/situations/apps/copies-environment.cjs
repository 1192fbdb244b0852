// Copies its environment for each request, as loggers, templates and options of clients do. It starts no child.
const { createServer } = require('node:http');

createServer((_, response) => {
  const copy = { ...process.env };
  response.end(`${Object.keys(copy).length} variables\n`);
}).listen(8080, () => console.log(process.version, 'listens'));
