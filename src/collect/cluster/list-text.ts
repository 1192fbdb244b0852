import { parseJson } from './json.ts';
import { withoutManagedFields } from './without-managed-fields.ts';

/** The metadata of a list begin before this. */
const HEAD = 4096;
/** What is parsed at once: the objects of such a part are gone again before the collector would have to move them. */
const PART = 128 * 1024;

/**
 * Parses a list part by part and gives the items of each; in the end, the token of the next page (empty for the last one). The objects of a page of
 * 500 pods take 10 MB; parsed at once, they would outlive the young generation and leave hundreds of MB behind, and so
 * would the page as one text.
 *
 * Parts end where an item of the list seems to begin like the first one. Where that was within an item after all, its
 * brackets do not match, and the rest is parsed as one. Text of any other form is parsed in whole. Who needs no
 * `managedFields` may get items without them. `check` sees the list before its first items are given: it may throw.
 * @throws SyntaxError for what is no JSON, TypeError for what is no object, EnvauditError `too-large`.
 */
export function* listParts(
  body: Buffer,
  {
    managedFields = true,
    check = () => undefined,
  }: { managedFields?: boolean; check?: (list: object) => void } = {},
): Generator<unknown[], string> {
  const key = '"items":[';
  const start = body.subarray(0, HEAD).indexOf(`${key}{`) + key.length;
  const end = body.lastIndexOf(']}');
  const opening = /^[^}]*?"metadata":\{/.exec(body.toString('latin1', start, start + 200))?.[0];
  if (start < key.length || opening === undefined || body.toString('utf8', end).trim() !== ']}')
    return yield* whole(body, check);
  const head = JSON.parse(`${body.toString('utf8', 0, start)}]}`) as object;
  check(head);
  const boundary = `},${opening}`;
  let from = start;
  while (from < end) {
    const found = body.indexOf(boundary, from + PART, 'latin1');
    const to = found < 0 ? end : found + 1;
    const part = body.toString('utf8', from, to);
    const items = (managedFields ? undefined : parsePart(withoutManagedFields(part))) ?? parsePart(part);
    if (items === undefined && from === start) return yield* whole(body, check);
    yield items ?? (parseJson(`[${body.toString('utf8', from, end)}]`) as unknown[]);
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

function* whole(body: Buffer, check: (list: object) => void): Generator<unknown[], string> {
  const list = parseJson(body.toString('utf8'));
  if (typeof list !== 'object' || list === null) throw new TypeError('it is no object');
  check(list);
  const { items } = list as { items?: unknown };
  yield Array.isArray(items) ? (items as unknown[]) : [];
  return tokenOf(list);
}

function parsePart(text: string): unknown[] | undefined {
  try {
    return parseJson(`[${text}]`) as unknown[];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function tokenOf(list: unknown): string {
  const { metadata } = list as { metadata?: { continue?: unknown } | null };
  return typeof metadata?.continue === 'string' ? metadata.continue : '';
}
