import type { Diagnosis } from '../../contracts/diagnosis.ts';
import { diagnosisFormatOf, presentDiagnosis } from '../../present/diagnosis/index.ts';
import { jsonLine } from '../../present/json.ts';
import type { Context } from '../context.ts';
import { diagnosisView } from './view.ts';
import type { DiagnoseOptions } from './command.ts';

/** Shows a diagnosis; `before` is the one that was shown last. */
export type Shower = (diagnosis: Diagnosis, before: Diagnosis | undefined) => Promise<void>;

/**
 * How `--watch` shows: one screen that is redrawn, on a terminal; else the first in full and then what changed. As data:
 * a document for each, of JSON on a line of its own.
 */
export async function showerOf(options: DiagnoseOptions, context: Context): Promise<Shower> {
  const { streams } = context;
  const format = diagnosisFormatOf(options.output);
  if (format === 'json') return async (diagnosis) => streams.out(jsonLine(diagnosis));
  const { changes } = await import('../../present/diagnosis/changes.ts');
  const { redraw } = await import('../../present/diagnosis/redraw.ts');
  const view = { ...diagnosisView(options, context), live: streams.rows !== undefined };
  const text = (diagnosis: Diagnosis) => presentDiagnosis(diagnosis, format, view);
  if (format === 'yaml') return async (diagnosis) => streams.out(`---\n${await text(diagnosis)}`);
  return async (diagnosis, before) => {
    const { rows } = streams;
    if (rows !== undefined) {
      const { columns } = view;
      return streams.out(await redraw(await text(diagnosis), { rows, columns }));
    }
    if (before === undefined) return streams.out(await text(diagnosis));
    streams.out(
      changes(before, diagnosis)
        .map((line) => `${line}\n`)
        .join(''),
    );
  };
}
