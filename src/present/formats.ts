import { EnvauditError, EXIT } from '../errors.ts';
import { printable } from './text.ts';
import type { View } from './view.ts';

/** One thing that `-o` takes, for a report of some kind. */
export interface Output<Report, ItsView = View> {
  /** For `--help`. */
  description: string;
  /** The help names every output; only the one that is asked for is loaded. */
  load: () => Promise<(report: Report, view: ItsView) => Shown | Promise<Shown>>;
}

/** A text, or its pieces where the whole may be too long for one. */
type Shown = string | Iterable<string>;

/** What `-o` takes, in the order of the help. */
export type Outputs<Report, ItsView = View> = Record<string, Output<Report, ItsView>>;

/** What is shown, how, and to whom. */
interface Showing<Report, ItsView> {
  report: Report;
  format: string | undefined;
  view: ItsView;
}

/**
 * A report in a format, piece by piece, line break at the end. Without a format: for people.
 * @throws EnvauditError `usage` for a format that there is not.
 */
export async function piecesIn<Name extends string, Report, ItsView>(
  outputs: Readonly<Record<Name, Output<Report, ItsView>>>,
  { report, format, view }: Showing<Report, ItsView>,
): Promise<Iterable<string>> {
  const output = await outputs[formatIn(outputs, format)].load();
  const shown = await output(report, view);
  return typeof shown === 'string' ? [shown] : shown;
}

/** The same as one text. */
export async function textIn<Name extends string, Report, ItsView>(
  outputs: Readonly<Record<Name, Output<Report, ItsView>>>,
  showing: Showing<Report, ItsView>,
): Promise<string> {
  return [...(await piecesIn(outputs, showing))].join('');
}

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
