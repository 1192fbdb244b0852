import type { Options } from 'yargs';
import { formats } from '../present/index.ts';
import { SEVERITIES, type Severity } from '../report.ts';
import type { ColorChoice, OutputOptions } from './audit/options.ts';
import { last, type Parsed } from './parsed.ts';

/** The options of every verb that prints a report. */
export const outputFlags = {
  output: {
    alias: 'o',
    type: 'string',
    requiresArg: true,
    description: `Output format: ${formats.join(', ')}. Default: a report for people`,
  },
  color: {
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    description: 'Colour the report. NO_COLOR turns it off, too',
  },
  'fail-on': {
    choices: SEVERITIES.slice(1),
    description: 'Exit with 3 when a container is this bad or worse',
  },
  variables: {
    type: 'boolean',
    default: false,
    description: 'List every variable in json and yaml, by name and size',
  },
  verbose: {
    alias: 'v',
    type: 'boolean',
    default: false,
    description: 'Say more on stderr, and show stack traces',
  },
} as const satisfies Record<string, Options>;

/** The parsed values of {@link outputFlags}. */
export function outputOptions(parsed: Parsed): OutputOptions {
  return {
    output: last(parsed, 'output') as string | undefined,
    color: (last(parsed, 'color') as ColorChoice | undefined) ?? 'auto',
    failOn: last(parsed, 'fail-on') as Severity | undefined,
    variables: last(parsed, 'variables') === true,
    verbose: last(parsed, 'verbose') === true,
  };
}
