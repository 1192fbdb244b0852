const ESCAPE_SEQUENCE =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?/g;
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- control characters, C1, and the marks that turn text around
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/**
 * Foreign text (a server's message, a plugin's output) made fit for a screen: one line, no escape sequences, no
 * control characters, at most `limit` characters.
 */
export function cleanText(text: string, limit = 1000): string {
  // Cut before matching, so that a hostile message of many megabytes costs nothing.
  const bounded = text.slice(0, limit * 4);
  const line = withoutEscapes(bounded).replace(/ {2,}/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** The text without escape sequences, with a blank for each run of control characters; blanks stay as many as they are. */
export function withoutEscapes(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, '').replace(UNPRINTABLE, ' ');
}
