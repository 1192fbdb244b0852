/**
 * Foreign text (names, images, messages of servers and programs) made safe for a terminal. Whoever may create a pod
 * may choose such text; it must not move the cursor, set the title, hide itself, reverse its direction, or pretend
 * to be a line of ours.
 */

/** Control characters, terminal escapes, direction marks, zero-width and other invisible characters, half surrogates, and code points that are no characters. */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const UNSAFE_BUT_CONTROL =
  /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Beyond ASCII's printable half and line breaks, and beyond punctuation and arrows, which our own sentences have. */
const UNUSUAL = /[^\n -~\u2010-\u2027\u2190-\u21ff]/;
/** Words of ASCII with a space between them: what nearly every text of a report is, so that it is asked first. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;

const ELLIPSIS = '…';
const MAX = 300;

/**
 * One line of plain text, at most `max` characters long. White space of any kind becomes a single space; all else
 * that a terminal would obey or hide is spelled out, as in `\x1b[31m`: seen, it is harmless, and tells who sent it.
 */
export function printable(text: string, { max = MAX }: { max?: number } = {}): string {
  if (text.length <= max && PLAIN.test(text)) return text;
  return bounded(spelled(bounded(text, max).replaceAll(/\s+/g, ' ').trim()), max);
}

/** Like `printable`, and keeps the line breaks: for text that is shown as an indented block of its own. */
export function printableLines(text: string, { max = MAX }: { max?: number } = {}): string {
  const lines = bounded(text, max).split(LINE_BREAK);
  return lines.map((line) => spelled(line).trimEnd()).join('\n');
}

/**
 * A command for copy and paste: every space counts, so nothing is folded; and half a command is dangerous, so one
 * that is too long is replaced as a whole.
 */
export function printableCommand(command: string, { max = MAX }: { max?: number } = {}): string {
  return command.length > max ? '# too long for a screen: see --output json' : spelled(command);
}

/** Whether a terminal would obey or hide a part of the text. Line breaks count. */
export function isUnsafe(text: string): boolean {
  return text.search(UNSAFE) !== -1;
}

/**
 * Replaces what JSON.stringify leaves as it is although a terminal would obey or hide it (C1 controls, DEL, line
 * separators, direction marks, zero-width characters). ASCII controls stay: in a finished document they are its layout.
 */
export function escapeInvisible(document: string, escape: (character: string) => string): string {
  // Nearly no document has any, and asking for their properties takes five times as long.
  return UNUSUAL.test(document) ? document.replaceAll(UNSAFE_BUT_CONTROL, escape) : document;
}

function spelled(text: string): string {
  return text.replaceAll(UNSAFE, (character) => {
    if (character === '\n') return String.raw`\n`;
    if (character === '\t') return String.raw`\t`;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? String.raw`\x${code.padStart(2, '0')}` : String.raw`\u{${code}}`;
  });
}

function bounded(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - ELLIPSIS.length)}${ELLIPSIS}`;
}
