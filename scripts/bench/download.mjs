/**
 * The yardstick of `bench -- scan`: downloads lists page by page with keep-alive and parses them, and does nothing else.
 * Plain JavaScript, so that no time goes into types. Its argument is a file of JSON: `url`, `token`, `ca`, and `lists`,
 * the paths of the first pages in the order in which to read them; `together` says how many at the same time.
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:https';

const { url, token, ca, lists, together } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: together, ca });

/** @param {string} path */
function fetchJson(path) {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      response.on('error', reject);
    }).on('error', reject);
  });
}

let items = 0;
const queue = lists.values();
await Promise.all(
  Array.from({ length: together }, async () => {
    for (const path of queue) {
      let next = '';
      do {
        const page = await fetchJson(next === '' ? path : `${path}&continue=${encodeURIComponent(next)}`);
        items += page.items.length;
        next = page.metadata.continue ?? '';
      } while (next !== '');
    }
  }),
);
agent.destroy();
console.error(`${items} objects`);
