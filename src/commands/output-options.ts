import type { Options } from 'yargs';
import { formats } from '../present/index.ts';
import { SEVERITIES, type Severity } from '../contracts/report.ts';
import { last, type Parsed } from './parsed.ts';

/** `--color`: `auto` follows the terminal and NO_COLOR. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** How a result is shown. */
export interface DisplayOptions {
  output: string | undefined;
  color: ColorChoice;
  verbose: boolean;
  /** Sections of the report for people, as typed; undefined: as much as answers on one screen. */
  show?: readonly string[] | undefined;
}

/** How a result is shown, and what it means for the exit code. */
export interface OutputOptions extends DisplayOptions {
  failOn: Severity | undefined;
}

/** How a report on containers is shown. */
export interface ReportOptions extends OutputOptions {
  /** List every variable in the report, not only those that deserve a line. */
  variables: boolean;
}

/** The flags of {@link DisplayOptions} for a verb that has these formats, the first one being for people. */
export function displayFlags(choices: readonly string[]) {
  return {
    output: {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      description: `Output format: ${choices.join(', ')}. Default: a report for people`,
    },
    color: {
      choices: ['auto', 'always', 'never'],
      default: 'auto',
      description: 'Colour the report. NO_COLOR turns it off, too',
    },
    verbose: {
      alias: 'v',
      type: 'boolean',
      default: false,
      description: 'Show the whole report; say more on stderr, and show stack traces',
    },
  } as const satisfies Record<string, Options>;
}

/** `--fail-on` for a verb that judges these: `a container`. */
export function failOnFlag(what: string) {
  return {
    'fail-on': {
      choices: SEVERITIES.slice(1),
      description: `Exit with 3 when ${what} is this bad or worse`,
    },
  } as const satisfies Record<string, Options>;
}

/** The flags of {@link ReportOptions}. */
export const reportFlags = {
  ...displayFlags(formats),
  ...failOnFlag('a container'),
  variables: {
    type: 'boolean',
    default: false,
    description: 'List every variable in json and yaml, by name and size',
  },
} as const satisfies Record<string, Options>;

/** The parsed values of {@link displayFlags}. */
export function displayOptions(parsed: Parsed): DisplayOptions {
  return {
    output: last(parsed, 'output') as string | undefined,
    color: (last(parsed, 'color') as ColorChoice | undefined) ?? 'auto',
    verbose: last(parsed, 'verbose') === true,
  };
}

/** The parsed values of {@link displayFlags} and {@link failOnFlag}. */
export function outputOptions(parsed: Parsed): OutputOptions {
  return { ...displayOptions(parsed), failOn: last(parsed, 'fail-on') as Severity | undefined };
}

/** The parsed values of {@link reportFlags}. */
export function reportOptions(parsed: Parsed): ReportOptions {
  return { ...outputOptions(parsed), variables: last(parsed, 'variables') === true };
}
