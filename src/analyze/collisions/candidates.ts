import { once } from '../judgement/once.ts';
import { globMatcher } from './glob.ts';
import { imagePathOf, type Marks } from './recognise.ts';
import { programsOf } from './programs.ts';
import type { CollisionMatch } from './rule.ts';

interface Rule {
  match: CollisionMatch;
}

/**
 * Those of many rules that may describe a container; all others certainly do not. Found by the names that a container
 * shows, without a pass over all rules: there are thousands of containers, and a hundred rules with several globs each.
 */
export function candidates<T extends Rule>(
  { container, declared, runtime }: Marks,
  rules: readonly T[],
): ReadonlySet<T> {
  const index = once(rules, 'index', () => indexOf(rules));
  const image = imagePathOf(container).at(-1);
  const commands = index.commands.isEmpty ? [] : programsOf(container);
  const variables = index.variables.isEmpty ? [] : declared;
  const found = new Set<T>();
  if (image !== undefined) index.images.find(image, found);
  for (const name of commands) index.commands.find(name, found);
  for (const name of variables) index.variables.find(name, found);
  if (runtime.id !== undefined) index.runtimes.find(runtime.id, found);
  return found;
}

interface Index<T> {
  /** By the last component of the image's path. */
  images: NameIndex<T>;
  commands: NameIndex<T>;
  variables: NameIndex<T>;
  runtimes: NameIndex<T>;
}

function indexOf<T extends Rule>(rules: readonly T[]): Index<T> {
  const by = (globsOf: (match: CollisionMatch) => readonly string[] | undefined): NameIndex<T> =>
    nameIndex(rules.flatMap((rule) => (globsOf(rule.match) ?? []).map((glob) => ({ glob, rule }))));
  return {
    images: by(({ images }) => images?.map((glob) => glob.slice(glob.lastIndexOf('/') + 1))),
    commands: by(({ commands }) => commands),
    variables: by(({ variables }) => variables),
    runtimes: by(({ runtimes }) => runtimes),
  };
}

interface NameIndex<T> {
  isEmpty: boolean;
  /** Adds the rules with a glob that matches the name. */
  find(name: string, found: Set<T>): void;
}

function nameIndex<T>(entries: readonly { glob: string; rule: T }[]): NameIndex<T> {
  const plain = Map.groupBy(
    entries.filter(({ glob }) => !glob.includes('*')),
    ({ glob }) => glob,
  );
  const globs = entries
    .filter(({ glob }) => glob.includes('*'))
    .map(({ glob, rule }) => ({ matches: globMatcher(glob), rule }));
  return {
    isEmpty: entries.length === 0,
    find(name, found) {
      for (const { rule } of plain.get(name) ?? []) found.add(rule);
      for (const { matches, rule } of globs) if (matches(name)) found.add(rule);
    },
  };
}
