import type { Argv } from 'yargs';
import { failOnCauseFlag } from '../diagnose/sureness.ts';
import { valuesOf, withFlags, type Flags } from '../flags.ts';
import { reportFlags } from '../output-options.ts';
import type { Parsed } from '../parsed.ts';
import { shownWords } from '../shown-sections.ts';
import { againFlags, againOptions } from '../scan/command.ts';

const { show: _, ...inventoryFlags } = againFlags;

const showAnyFlag = {
  show: {
    type: 'string',
    requiresArg: true,
    description: 'Show these sections only: those of the verb that wrote the file, as its --help lists them',
  },
} as const satisfies Flags;

/** Adds the arguments of `report` to the parser. */
export function reportBuilder(argv: Argv): Argv {
  const file = argv.positional('file', {
    type: 'string',
    demandOption: true,
    description: 'What --save wrote; - is stdin',
  });
  return withFlags(file, {
    'Output:': { ...reportFlags, ...showAnyFlag },
    'For what scan --save wrote:': inventoryFlags,
    'For what diagnose --save wrote:': failOnCauseFlag,
  });
}

export type SavedReportOptions = ReturnType<typeof savedReportOptions>;

/** What `kubectl envaudit report FILE` takes. */
export function savedReportOptions(parsed: Parsed) {
  return {
    ...againOptions(parsed),
    ...valuesOf(parsed, { ...reportFlags, ...failOnCauseFlag }),
    /** What `--save` wrote; `-` is standard input. */
    file: parsed['file'] as string,
    show: shownWords(parsed),
    /** Flags that were given and mean nothing for evidence of containers, such as `--top`. */
    ofInventories: Object.keys(inventoryFlags).filter((name) => parsed[name] !== undefined),
  };
}
