import { dim, line, type Line } from './lines.ts';
import type { Page } from './page.ts';
import { prose, type ProseOptions } from './prose.ts';

const CUT = ' …';

/** The first lines of a paragraph, with a sign where more follows; all of it where everything is asked for. */
export function brief(page: Page, { most, ...options }: ProseOptions & { most: number }): Line[] {
  if (page.verbose) return prose(page, options);
  const whole = prose(page, options);
  if (whole.length <= most) return whole;
  const shown = prose({ ...page, columns: page.columns - CUT.length }, options).slice(0, most);
  const last = shown.at(-1);
  return last === undefined ? [] : [...shown.slice(0, -1), line(...last, dim(CUT))];
}
