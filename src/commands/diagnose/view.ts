import { STAGES } from '../../contracts/diagnosis.ts';
import { DIAGNOSIS_SECTIONS } from '../../present/diagnosis/sections.ts';
import type { View } from '../../present/view.ts';
import type { Context } from '../context.ts';
import type { DisplayOptions } from '../output-options.ts';
import { shownSections } from '../shown-sections.ts';
import { viewOf } from '../view.ts';

/**
 * How a diagnosis shall look, with the sections that are asked for.
 * @throws EnvauditError `usage` for a section that there is not.
 */
export function diagnosisView(options: DisplayOptions, context: Context): View {
  return { ...viewOf(options, context), sections: diagnosisSections(options) };
}

/**
 * The sections that are asked for; stages may be named by their number, as for `--stages`.
 * @throws EnvauditError `usage` for a section that there is not, and for an output that is the report as a whole.
 */
export function diagnosisSections({ show, output }: DisplayOptions): string[] | undefined {
  const words = show?.flatMap((list) => list.split(',')).map((word) => STAGES[Number(word) - 1] ?? word);
  return shownSections({ show: words, output }, DIAGNOSIS_SECTIONS);
}
