import { usage } from '../errors.ts';
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

/** The two outputs that are the report itself, which the schema of that name in docs describes. */
export function dataOutputs(what: string, schema: string) {
  return {
    json: {
      description: `${what} as data, see docs/${schema}.schema.json`,
      load: async () => (await import('./json.ts')).jsonPieces,
    },
    yaml: { description: 'the same data as YAML', load: async () => (await import('./yaml.ts')).yaml },
  } as const satisfies Outputs<object>;
}

/** The ways to show a report in one of its outputs, line break at the end; without a format: for people. */
export function showing<Name extends string, Report, ItsView = View>(
  outputs: Readonly<Record<Name, Output<Report, ItsView>>>,
) {
  /** The formats in the order of the help. */
  const formats = Object.keys(outputs) as Name[];

  /** @throws EnvauditError `usage` for a format that there is not. */
  function formatOf(format: string | undefined): Name {
    const known = formats.find((candidate) => candidate === (format || 'human'));
    if (known !== undefined) return known;
    throw usage(
      `unknown output format "${printable(format ?? '', { max: 40 })}"`,
      `One of: ${formats.join(', ')}.`,
    );
  }

  /** Piece by piece, for what may be too long for one text. Errors are those of {@link formatOf}. */
  async function pieces(
    report: Report,
    format: string | undefined,
    view: ItsView,
  ): Promise<Iterable<string>> {
    const output = await outputs[formatOf(format)].load();
    const shown = await output(report, view);
    return typeof shown === 'string' ? [shown] : shown;
  }

  /** As one text. */
  async function text(report: Report, format: string | undefined, view: ItsView): Promise<string> {
    return [...(await pieces(report, format, view))].join('');
  }

  return { formats, formatOf, pieces, text };
}
