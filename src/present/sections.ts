import { usage } from '../errors.ts';
import { counted } from '../units.ts';
import { printable } from './text.ts';

/** Every section, with the first rows of its lists. */
export const ALL = 'all';

/** Whether sections are asked for by name: those are shown whole. */
export function isNamed(show: readonly string[] | undefined): boolean {
  return show !== undefined && !show.includes(ALL);
}

/**
 * The lines of the sections that are asked for, in their own order; of all where none is named.
 * `sections` has what makes each one, by its name.
 */
export function chosen<Section>(
  sections: Readonly<Record<string, Section>>,
  show: readonly string[] | undefined,
): Section[] {
  return Object.entries(sections)
    .filter(([name]) => !isNamed(show) || show?.includes(name))
    .map(([, section]) => section);
}

/**
 * The names in the words of `--show`, which may be lists: `cost,limit`.
 * @throws EnvauditError `usage` for a word that is none, with all that there are.
 */
export function sectionNames(words: readonly string[], names: readonly string[]): string[] {
  const given = words.flatMap((word) => word.split(',').map((name) => name.trim()));
  const wrong = given.find((name) => name !== ALL && !names.includes(name));
  if (wrong === undefined) return given;
  throw usage(
    `--show: there is no section "${printable(wrong, { max: 40 })}"`,
    `The sections: ${[...names, ALL].join(', ')}.`,
  );
}

/** What is left out, and how to see it: `… 2 more findings. -v shows all, --show a part: cost, limit.` */
export function howToSeeMore(names: readonly string[], leftOut: readonly string[]): string {
  const left = leftOut.length === 0 ? '' : `… ${leftOut.join(', ')}. `;
  return `${left}-v shows all, --show a part: ${names.join(', ')}.`;
}

/** `2 more findings` where fewer than all are shown. */
export function more(all: number, shown: number, one: string, many = `${one}s`): string[] {
  return shown < all ? [counted(all - shown, `more ${one}`, `more ${many}`)] : [];
}
