// Ends with an error CRASHES times, soon after its start, and runs well ever after.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');

const FILE = '/state/starts';
const before = existsSync(FILE) ? Number(readFileSync(FILE, 'utf8')) : 0;
writeFileSync(FILE, String(before + 1));
if (before < Number(process.env.CRASHES || 2)) {
  console.error('Error: the database does not answer yet');
  process.exit(1);
}
createServer((_, response) => response.end('ok\n')).listen(8080, () =>
  console.log(process.version, 'listens'),
);
