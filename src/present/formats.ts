import { EnvauditError, EXIT } from '../errors.ts';
import { printable } from './text.ts';
import type { View } from './view.ts';

/** One thing that `-o` takes, for a report of some kind. */
export interface Output<Report, ItsView = View> {
  /** For `--help`. */
  description: string;
  /** The help names every output; only the one that is asked for is loaded. */
  load: () => Promise<(report: Report, view: ItsView) => string | Promise<string>>;
}

/** What `-o` takes, in the order of the help. */
export type Outputs<Report, ItsView = View> = Record<string, Output<Report, ItsView>>;

/**
 * The format of that name, `human` when there is none.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export function formatIn<All extends object>(outputs: All, format: string | undefined): keyof All & string {
  const formats = Object.keys(outputs) as (keyof All & string)[];
  const known = formats.find((candidate) => candidate === (format || 'human'));
  if (known !== undefined) return known;
  throw new EnvauditError('usage', `unknown output format "${printable(format ?? '', { max: 40 })}"`, {
    hint: `One of: ${formats.join(', ')}.`,
    exitCode: EXIT.usage,
  });
}
