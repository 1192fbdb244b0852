import { stripVTControlCharacters } from 'node:util';
import { widthFor } from '../layout/width.ts';

const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';

/**
 * A text over what a terminal shows, line by line, so that nothing flickers. What is longer than a line is wrapped by the
 * terminal, so that a command can be copied. Of a text that is too long, the beginning, and how many lines are left out; a
 * row stays free for the progress.
 */
export async function redraw(
  text: string,
  { rows, columns }: { rows: number; columns: number },
): Promise<string> {
  const width = await widthFor(stripVTControlCharacters(text).replaceAll('\n', ''));
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, fitting(lines, rows - 1));
  const left = lines.length - shown.length;
  const drawn = [...shown, ...(left === 0 ? [] : [`… ${left} more lines; a pipe has them all`])].map(
    // Behind a line that ends with the row there is nothing to clear, and some terminals would take its last letter.
    (line) => `${line}${columnsOf(line) > 0 && columnsOf(line) % columns === 0 ? '' : CLEAR_LINE}\n`,
  );
  return `${HOME}${drawn.join('')}${CLEAR_BELOW}`;

  function columnsOf(line: string): number {
    return width(stripVTControlCharacters(line));
  }

  /** How many of the lines have room, with a row for what is said about the others. */
  function fitting(all: readonly string[], room: number): number {
    let end = 0;
    const ends = all.map((line) => (end += Math.max(1, Math.ceil(columnsOf(line) / columns))));
    if (end <= room) return all.length;
    return ends.filter((last) => last <= room - 1).length;
  }
}
