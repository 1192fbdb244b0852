import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../../docs/accuracy.md', import.meta.url);
const [BEGIN, END] = ['<!-- tables: begin -->', '<!-- tables: end -->'];

/** Writes tables into the marked part of docs/accuracy.md. */
export function publish(tables: string): void {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), tables));
}

/** A page with other tables in its marked part. Throws where nothing is marked. */
export function withTables(page: string, tables: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/accuracy.md has no part between ${BEGIN} and ${END}`);
  return `${page.slice(0, from)}${BEGIN}\n\n${tables}\n${page.slice(to)}`;
}
