import { withoutManagedFields } from './without-managed-fields.ts';

/** The metadata of a list begin before this. */
const HEAD = 4096;
/** What is parsed at once: the objects of such a part are gone again before the collector would have to move them. */
const PART = 128 * 1024;

/**
 * Parses a list's text part by part and gives the items of each; in the end, the token of the next page (empty for
 * the last one). The objects of a page of 500 pods take 10 MB; parsed at once, they would outlive the young generation
 * and leave hundreds of MB behind.
 *
 * Parts end where an item of the list seems to begin like the first one. Where that was within an item after all, its
 * brackets do not match, and the rest is parsed as one. Text of any other form is parsed in whole. Who needs no
 * `managedFields` may get items without them.
 * @throws SyntaxError for what is no JSON, TypeError for what is no object.
 */
export function* listParts(
  text: string,
  { managedFields = true }: { managedFields?: boolean } = {},
): Generator<unknown[], string> {
  const key = '"items":[';
  const start = text.slice(0, HEAD).indexOf(`${key}{`) + key.length;
  const end = text.lastIndexOf(']}');
  const opening = /^[^}]*?"metadata":\{/.exec(text.slice(start, start + 200))?.[0];
  if (start < key.length || opening === undefined || text.slice(end).trim() !== ']}')
    return yield* whole(text);
  const head: unknown = JSON.parse(`${text.slice(0, start)}]}`);
  const boundary = `},${opening}`;
  let from = start;
  while (from < end) {
    const found = text.indexOf(boundary, from + PART);
    const to = found < 0 ? end : found + 1;
    const part = text.slice(from, to);
    const items = (managedFields ? undefined : parsePart(withoutManagedFields(part))) ?? parsePart(part);
    if (items === undefined && from === start) return yield* whole(text);
    yield items ?? (JSON.parse(`[${text.slice(from, end)}]`) as unknown[]);
    if (items === undefined) break;
    from = to + 1;
  }
  return tokenOf(head);
}

/** The token of the next page, when the list's text begins with its metadata as API servers write it. */
export function announcedToken(head: string): string | undefined {
  const [before = ''] = head.slice(0, HEAD).split('"items":', 1);
  return /"continue":"([\w=+/-]+)"/.exec(before)?.[1];
}

function* whole(text: string): Generator<unknown[], string> {
  const list: unknown = JSON.parse(text);
  if (typeof list !== 'object' || list === null) throw new TypeError('it is no object');
  const { items } = list as { items?: unknown };
  yield Array.isArray(items) ? (items as unknown[]) : [];
  return tokenOf(list);
}

function parsePart(text: string): unknown[] | undefined {
  try {
    return JSON.parse(`[${text}]`) as unknown[];
  } catch {
    return undefined;
  }
}

function tokenOf(list: unknown): string {
  const { metadata } = list as { metadata?: { continue?: unknown } | null };
  return typeof metadata?.continue === 'string' ? metadata.continue : '';
}
