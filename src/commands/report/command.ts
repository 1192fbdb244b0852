import type { Argv } from 'yargs';
import { failOnCauseFlag, type Sureness } from '../diagnose/sureness.ts';
import { reportFlags, reportOptions } from '../output-options.ts';
import { last, type Parsed } from '../parsed.ts';
import { againFlags, againOptions } from '../scan/command.ts';
import type { SavedReportOptions } from './options.ts';

/** Adds the arguments of `report` to the parser. */
export function reportBuilder(argv: Argv): Argv {
  return argv
    .positional('file', { type: 'string', demandOption: true, description: 'What --save wrote; - is stdin' })
    .options(reportFlags)
    .group(Object.keys(reportFlags), 'Output:')
    .options(againFlags)
    .group(Object.keys(againFlags), 'For what scan --save wrote:')
    .options(failOnCauseFlag)
    .group(Object.keys(failOnCauseFlag), 'For what diagnose --save wrote:');
}

/** The parsed arguments as plain options. */
export function savedReportOptions(parsed: Parsed): SavedReportOptions {
  return {
    ...reportOptions(parsed),
    ...againOptions(parsed),
    file: parsed['file'] as string,
    ofInventories: Object.keys(againFlags).filter((name) => parsed[name] !== undefined),
    failOnCause: last(parsed, 'fail-on-cause') as Sureness | undefined,
  };
}
