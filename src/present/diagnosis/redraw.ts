const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const [WRAP_OFF, WRAP_ON] = ['\u001b[?7l', '\u001b[?7h'];

/**
 * A text over what a terminal shows, line by line, so that nothing flickers; lines that are too long are cut by the terminal.
 * Of a text that is too long, the beginning, and how many lines are left out; a line stays free for the progress.
 */
export function redraw(text: string, rows: number): string {
  const lines = text.trimEnd().split('\n');
  const room = Math.max(1, rows - 1);
  const shown =
    lines.length <= room
      ? lines
      : [...lines.slice(0, room - 1), `… ${lines.length - room + 1} more lines; a pipe has them all`];
  const drawn = shown.map((line) => `${line}${CLEAR_LINE}\n`).join('');
  return `${HOME}${WRAP_OFF}${drawn}${CLEAR_BELOW}${WRAP_ON}`;
}
