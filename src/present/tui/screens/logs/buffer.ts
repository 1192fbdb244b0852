import type { LogLine } from '../../../../contracts/log-events.ts';
import { dim, line, type Line } from '../../../layout/lines.ts';
import { printableLines } from '../../../text.ts';
import { hasAll, type Marks } from '../../components/viewer/marks.ts';

/** What is kept of a log: so many lines, and so many characters in all. */
const MOST_LINES = 5000;
const MOST_CHARACTERS = 1024 * 1024;
const LONGEST = 5000;

/** A line of a log, or a line of ours between two runs. */
export type Entry = LogLine & { own?: true };

export interface LogBuffer {
  entries: readonly Entry[];
  /** Lines that came and are not kept any more, or never were. */
  dropped: number;
  characters: number;
}

export const EMPTY_LOG: LogBuffer = { entries: [], dropped: 0, characters: 0 };

/** The log with more lines at its end, made printable once and for all; its first ones give way. */
export function withEntries(log: LogBuffer, written: readonly Entry[], skipped = 0): LogBuffer {
  const more = written.map(printed);
  let characters = log.characters + more.reduce((sum, { text }) => sum + text.length, 0);
  const all = [...log.entries, ...more];
  let gone = 0;
  while (all.length - gone > MOST_LINES || (characters > MOST_CHARACTERS && all.length - gone > 1)) {
    characters -= all[gone]!.text.length;
    gone += 1;
  }
  return { entries: gone === 0 ? all : all.slice(gone), dropped: log.dropped + gone + skipped, characters };
}

export interface Shown {
  timestamps: boolean;
  /** Only lines with all of them. */
  words: Marks;
}

/** How many of the entries are shown. */
export function countShown(entries: readonly Entry[], { words }: Shown): number {
  return words.length === 0 ? entries.length : entries.filter(({ text }) => hasAll(text, words)).length;
}

/** The entries as lines. */
export function logLines(entries: readonly Entry[], { timestamps, words }: Shown): Line[] {
  return entries
    .filter(({ text }) => words.length === 0 || hasAll(text, words))
    .map(({ at, text, own }) => {
      if (own) return line(dim(text));
      return timestamps && at !== undefined ? line(dim(`${at} `), text) : line(text);
    });
}

/** Times in milliseconds: a nanosecond tells nobody anything here. */
function printed({ at, text, ...rest }: Entry): Entry {
  const shown = { ...rest, text: printableLines(text, { max: LONGEST }) };
  return at === undefined ? shown : { ...shown, at: new Date(at).toISOString() };
}
