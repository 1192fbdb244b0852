import { usage } from '../errors.ts';
import { ALL, sectionNames } from '../present/sections.ts';
import type { Flags } from './flags.ts';
import type { DisplayOptions } from './output-options.ts';
import type { Parsed } from './parsed.ts';

/** `--show` for a verb whose report for people has these sections. */
export function showFlag(names: readonly string[]) {
  return {
    show: {
      type: 'string',
      requiresArg: true,
      description: `Show these sections only; a list, or repeated: ${[...names, ALL].join(', ')}. Default: one screen`,
    },
  } as const satisfies Flags;
}

/** What was given to {@link showFlag}, as typed. */
export function shownWords(parsed: Parsed): string[] | undefined {
  const given = parsed['show'];
  return given === undefined ? undefined : ([given].flat() as string[]);
}

/**
 * The sections that are asked for; undefined where none are.
 * @throws EnvauditError `usage` for a name that there is not, and for an output that is the report as a whole.
 */
export function shownSections(
  { show, output }: Pick<DisplayOptions, 'show' | 'output'>,
  names: readonly string[],
): string[] | undefined {
  if (show === undefined) return undefined;
  const sections = sectionNames(show, names);
  if (!output || output === 'human') return sections;
  throw usage(
    `--show is not for -o ${output}, which is the report as a whole`,
    'It is for the report for people: leave -o out.',
  );
}
