import type { Argv } from 'yargs';
import { valuesOf, type Flags } from '../flags.ts';
import type { Parsed } from '../parsed.ts';

const versionFlags = {
  client: {
    type: 'boolean',
    default: true,
    description: 'The version of this program, which is all that there is; as in kubectl',
  },
  output: {
    alias: 'o',
    choices: ['json', 'yaml'],
    requiresArg: true,
    description: 'Output format. Default: a line for people',
  },
} as const satisfies Flags;

/** Adds the arguments of `version` to the parser. */
export function versionBuilder(argv: Argv): Argv {
  return argv.options(versionFlags);
}

export type VersionOptions = ReturnType<typeof versionOptions>;

/** What `kubectl envaudit version` takes. */
export function versionOptions(parsed: Parsed) {
  return valuesOf(parsed, versionFlags);
}
