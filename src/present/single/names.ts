import type { Page } from '../layout/page.ts';
import { number } from '../../units.ts';

const SHOWN = 4;

/** A list of names in a sentence: the first few and how many more there are; all of them on a verbose page. */
export function names(all: readonly string[], { verbose }: Page): string {
  const shown = verbose ? all : all.slice(0, SHOWN);
  const rest = all.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${number(rest)} more`;
}
