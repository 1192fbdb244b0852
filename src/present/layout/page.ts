import { isNamed } from '../sections.ts';
import type { View } from '../view.ts';
import { widthFor, type Width } from './width.ts';

/** What a section has to know to set its lines. */
export interface Page {
  columns: number;
  verbose: boolean;
  variables: boolean;
  width: Width;
  /** Of the terminal UI: nothing may be longer than a line, and readers hear no columns. */
  pane?: { screenReader: boolean };
  /** "Now" of the report: ages are counted to the moment of looking, not of reading. */
  collectedAt: string;
}

const NARROWEST = 60;

/** The page for a report whose texts are printable. */
export async function pageFor(report: { collectedAt: string }, view: View): Promise<Page> {
  return {
    columns: Math.max(NARROWEST, view.columns),
    verbose: view.verbose === true || isNamed(view.sections),
    variables: view.variables ?? false,
    width: await widthFor(JSON.stringify(report)),
    collectedAt: report.collectedAt,
  };
}
