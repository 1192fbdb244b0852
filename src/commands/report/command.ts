import type { Argv, Options } from 'yargs';
import { failOnCauseFlag, type Sureness } from '../diagnose/sureness.ts';
import { reportFlags, reportOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { shownWords } from '../shown-sections.ts';
import { againFlags, againOptions } from '../scan/command.ts';
import type { SavedReportOptions } from './options.ts';

const { show: _, ...inventoryFlags } = againFlags;

const showAnyFlag = {
  show: {
    type: 'string',
    requiresArg: true,
    description: 'Show these sections only: those of the verb that wrote the file, as its --help lists them',
  },
} as const satisfies Record<string, Options>;

/** Adds the arguments of `report` to the parser. */
export function reportBuilder(argv: Argv): Argv {
  return argv
    .positional('file', { type: 'string', demandOption: true, description: 'What --save wrote; - is stdin' })
    .options(reportFlags)
    .group(Object.keys(reportFlags), 'Output:')
    .options(showAnyFlag)
    .group(Object.keys(showAnyFlag), 'Output:')
    .options(inventoryFlags)
    .group(Object.keys(inventoryFlags), 'For what scan --save wrote:')
    .options(failOnCauseFlag)
    .group(Object.keys(failOnCauseFlag), 'For what diagnose --save wrote:');
}

/** The parsed arguments as plain options. */
export function savedReportOptions(parsed: Parsed): SavedReportOptions {
  return {
    ...reportOptions(parsed),
    ...againOptions(parsed),
    file: parsed['file'] as string,
    show: shownWords(parsed),
    ofInventories: Object.keys(inventoryFlags).filter((name) => parsed[name] !== undefined),
    failOnCause: last(parsed, 'fail-on-cause') as Sureness | undefined,
  };
}
