import { formats } from '../present/index.ts';
import { SEVERITIES } from '../contracts/report.ts';
import type { Flags, OptionsOf } from './flags.ts';

/** The flags of every verb that shows something, in these formats, the first one being for people. */
export function displayFlags(choices: readonly string[]) {
  return {
    output: {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      description: `Output format: ${choices.join(', ')}. Default: a report for people`,
    },
    // `auto` follows the terminal and NO_COLOR.
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
  } as const satisfies Flags;
}

/** `--fail-on` for a verb that judges these: `a container`. */
export function failOnFlag(what: string) {
  return {
    'fail-on': {
      choices: SEVERITIES.slice(1),
      description: `Exit with 3 when ${what} is this bad or worse`,
    },
  } as const satisfies Flags;
}

/** How a report on containers is shown, and from which severity on it fails a build. */
export const reportFlags = {
  ...displayFlags(formats),
  ...failOnFlag('a container'),
  variables: {
    type: 'boolean',
    default: false,
    description: 'List every variable in json and yaml, by name and size',
  },
} as const satisfies Flags;

/** Sections of the report for people, as typed; undefined: as much as answers on one screen. */
interface Shown {
  show?: readonly string[] | undefined;
}

export type DisplayOptions = OptionsOf<ReturnType<typeof displayFlags>> & Shown;
export type ReportOptions = OptionsOf<typeof reportFlags> & Shown;
