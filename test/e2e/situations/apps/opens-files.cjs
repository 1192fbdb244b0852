// Keeps files open, up to its limit less SPARE, and opens one for each request.
const { closeSync, openSync } = require('node:fs');
const { createServer } = require('node:http');

const SPARE = Number(process.env.SPARE || 0);
const kept = [];
createServer((_, response) => {
  try {
    closeSync(openSync('/etc/hosts'));
    response.end('ok\n');
  } catch (error) {
    console.error(error.message);
    response.statusCode = 500;
    response.end(`${error.message}\n`);
  }
}).listen(8080, () => {
  try {
    for (;;) kept.push(openSync('/etc/hosts'));
  } catch {
    for (const file of kept.splice(0, SPARE)) closeSync(file);
  }
});
