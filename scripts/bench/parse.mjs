/**
 * The yardsticks of `bench -- lint`: `parse.mjs yaml|js-yaml FILE|FOLDER` parses all documents with that library, and
 * does nothing else.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [library, path] = process.argv.slice(2);
const paths = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
const parse = library === 'yaml' ? await withYaml() : await withJsYaml();

let documents = 0;
for (const file of paths) documents += parse(readFileSync(file, 'utf8')).length;
console.log(`${documents} documents`);

async function withYaml() {
  const { parseAllDocuments } = await import('yaml');
  return (/** @type {string} */ text) => [parseAllDocuments(text)].flat().map((document) => document.toJS());
}

async function withJsYaml() {
  const { loadAll } = await import('js-yaml');
  return loadAll;
}
