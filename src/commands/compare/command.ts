import type { Argv } from 'yargs';
import { connectionFlags } from '../connection-options.ts';
import { displayOptions } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';
import type { CompareOptions } from './options.ts';

/** Adds the arguments of `compare` to the parser. */
export function compareBuilder(argv: Argv): Argv {
  return argv;
}

/** The parsed arguments as plain options. */
export function compareOptions(parsed: Parsed): CompareOptions {
  return {
    ...displayOptions(parsed),
    a: String(parsed['a']),
    b: undefined,
    toContext: undefined,
    toNamespace: undefined,
    exec: true,
    flags: connectionFlags(parsed),
  };
}
