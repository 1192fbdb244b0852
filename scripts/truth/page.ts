import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PAGE = new URL('../../docs/accuracy.md', import.meta.url);
const [BEGIN, END] = ['<!-- tables: begin -->', '<!-- tables: end -->'];

/** Writes tables into the marked part of docs/accuracy.md. */
export async function publish(tables: string): Promise<void> {
  const path = fileURLToPath(PAGE);
  const page = withTables(readFileSync(path, 'utf8'), tables);
  writeFileSync(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
}

/** A page with other tables in its marked part. Throws where nothing is marked. */
export function withTables(page: string, tables: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/accuracy.md has no part between ${BEGIN} and ${END}`);
  return `${page.slice(0, from)}${BEGIN}\n\n${tables}\n${page.slice(to)}`;
}
