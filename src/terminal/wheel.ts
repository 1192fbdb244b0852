const ENTER = '\u001B[?1049h';
const LEAVE = '\u001B[?1049l';
/** Keeps what the terminal did before, and turns its wheel into arrows while the alternate screen is shown. */
const ON = '\u001B[?1007s\u001B[?1007h';
/** Puts back what it did before: most terminals do that for all programs unless they are told not to. */
const BACK = '\u001B[?1007r';

/**
 * What is written to a terminal, with the alternate screen's wheel: where a program takes that screen, the wheel sends
 * arrows from then on (alternate scroll mode), and where it gives it back, also for a while, the terminal is as before. It
 * is written together with the screen, so that there is no way out that forgets it. The mouse is not captured: whoever
 * reads a log wants to select text as everywhere, and nothing has to be read that a mouse sends.
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (DECSET 1007, XTSAVE, XTRESTORE)
 */
export function withWheel(text: string): string {
  if (!text.includes('\u001B[?1049')) return text;
  return text.replaceAll(ENTER, ENTER + ON).replaceAll(LEAVE, BACK + LEAVE);
}
