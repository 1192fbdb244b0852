import { clip } from '../layout/fit.ts';
import type { Page } from '../layout/page.ts';

/** Characters after which a text may be cut: the parts of an image's name, of a version, of a sentence. */
const BOUNDARY = /[/:@, -]/;

/**
 * Two values so that what differs between them stands within `room` columns: `…@sha256:6f1d…`. Values that fit stay
 * whole; of others the beginning that both share is left out, and the end where there is still too much.
 */
export function whereTheyDiffer(
  a: string,
  b: string,
  { room, page: { width } }: { room: number; page: Pick<Page, 'width'> },
): [string, string] {
  if (Math.max(width(a), width(b)) <= room) return [a, b];
  const shared = sharedBeginning(a, b);
  // A few characters before the difference show what it is about.
  const from = shared > KEPT ? boundaryBefore(a, shared - KEPT) : 0;
  const lead = from === 0 ? '' : '…';
  return [clip(lead + a.slice(from), room, width), clip(lead + b.slice(from), room, width)];
}

const KEPT = 8;

function sharedBeginning(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

/** The last boundary at or before `at`, so that no word, and no pair of surrogates, is cut in two. */
function boundaryBefore(text: string, at: number): number {
  let from = at;
  while (from > 0 && !BOUNDARY.test(text.charAt(from))) from -= 1;
  return from;
}
