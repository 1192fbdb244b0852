import type { Argv, Options } from 'yargs';
import { last, type Parsed } from './parsed.ts';

/** A verb's flags as yargs takes them: the one table that its help, its two parsers and the type of its options come from. */
export type Flags = Readonly<Record<string, Options>>;

/** The options that flags mean: `--sort-by` is `sortBy`, and undefined where it has no default. */
export type OptionsOf<Table extends Flags> = {
  -readonly [Name in keyof Table & string as Camel<Name>]:
    ValueOf<Table[Name]> | (Table[Name] extends { default: unknown } ? never : undefined);
};

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

type ValueOf<Flag> = Flag extends { choices: readonly (infer Choice)[] }
  ? Choice
  : Flag extends { type: 'boolean' }
    ? boolean
    : Flag extends { type: 'number' }
      ? number
      : string;

/** The values of the flags in what a parser yields, of several the last one as in kubectl; else the defaults. */
export function valuesOf<const Table extends Flags>(parsed: Parsed, flags: Table): OptionsOf<Table> {
  const values = Object.entries(flags).map(([name, flag]) => [
    name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    last(parsed, name) ?? (flag.default as unknown),
  ]);
  return Object.fromEntries(values) as OptionsOf<Table>;
}

/** Adds groups of flags to a verb, each below its heading. */
export function withFlags(argv: Argv, groups: Readonly<Record<string, Flags>>): Argv {
  return Object.entries(groups).reduce(
    (all, [heading, flags]) => all.options(flags).group(Object.keys(flags), heading),
    argv,
  );
}
