import { dim, line } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { prose, type ProseOptions } from '../../layout/prose.ts';

const CUT = ' …';

/** The first lines of a paragraph, with a sign where more follows; all of it where everything is asked for. */
export function brief(page: Page, { most, ...options }: ProseOptions & { most: number }): Line[] {
  if (page.verbose) return prose(page, options);
  const rows = prose({ ...page, columns: page.columns - CUT.length }, options);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return rows.length === shown.length || last === undefined
    ? shown
    : [...shown.slice(0, -1), line(...last, dim(CUT))];
}
