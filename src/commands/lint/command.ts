import type { Argv } from 'yargs';
import { outputOptions } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';
import type { LintOptions } from './options.ts';

/** Adds the arguments of `lint` to the parser. */
export function lintBuilder(argv: Argv): Argv {
  return argv;
}

/** The parsed arguments as plain options. */
export function lintOptions(parsed: Parsed): LintOptions {
  return {
    ...outputOptions(parsed),
    files: [],
    recursive: false,
    services: undefined,
    namespace: undefined,
    rules: undefined,
    baseline: undefined,
    writeBaseline: undefined,
  };
}
