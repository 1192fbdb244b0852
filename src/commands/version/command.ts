import type { Argv, Options } from 'yargs';
import { last, type Parsed } from '../parsed.ts';
import type { VersionOptions } from './options.ts';

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
} as const satisfies Record<string, Options>;

/** Adds the arguments of `version` to the parser. */
export function versionBuilder(argv: Argv): Argv {
  return argv.options(versionFlags);
}

/** The parsed arguments as plain options. */
export function versionOptions(parsed: Parsed): VersionOptions {
  return { output: last(parsed, 'output') as VersionOptions['output'] };
}
