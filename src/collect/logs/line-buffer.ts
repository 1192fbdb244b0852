import { StringDecoder } from 'node:string_decoder';

/** Lines that have come and were not yet taken. */
export interface LineBuffer {
  add: (chunk: Buffer) => void;
  /** What has come since the last time; with `end`, the line that was begun, too. */
  take: (end?: boolean) => { lines: string[]; skipped: number };
}

/** Lines, and characters of all of them together, that wait to be taken at most. */
const MOST_LINES = 5000;
const MOST_CHARACTERS = 1024 * 1024;
/** Of one line, before its timestamp and what is masked are taken off. */
const LONGEST = 8 * 1024;

/** Makes lines of bytes, however fast and long they are: of too many the newest stay, of a line that is too long its beginning. */
export function createLineBuffer(): LineBuffer {
  const decoder = new StringDecoder('utf8');
  let lines: string[] = [];
  let [first, characters, skipped, begun] = [0, 0, 0, ''];
  const push = (line: string): void => {
    lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
    characters += line.length;
    while (lines.length - first > MOST_LINES || (characters > MOST_CHARACTERS && lines.length - first > 1)) {
      characters -= lines[first]!.length;
      first += 1;
      skipped += 1;
    }
    if (first < MOST_LINES) return;
    lines = lines.slice(first);
    first = 0;
  };
  const extend = (part: string): void => {
    if (begun.length <= LONGEST) begun = (begun + part).slice(0, LONGEST + 1);
  };
  return {
    add(chunk) {
      const parts = decoder.write(chunk).split('\n');
      for (const part of parts.slice(0, -1)) {
        extend(part);
        push(begun);
        begun = '';
      }
      extend(parts.at(-1)!);
    },
    take(end = false) {
      if (end && begun !== '') {
        push(begun);
        begun = '';
      }
      const taken = { lines: lines.slice(first), skipped };
      [lines, first, characters, skipped] = [[], 0, 0, 0];
      return taken;
    },
  };
}
