import { printable, printableCommand, printableLines } from './text.ts';

/** Longest text on a screen by key, in characters; names of Kubernetes' objects have at most 253. */
const MAX_PROSE = 1200;
const MAX_BLOCK = 4000;
const PROSE = new Set([
  'reason',
  'message',
  'title',
  'text',
  'effect',
  'why',
  'because',
  'what',
  'note',
  'conclusion',
  'unknown',
]);

/**
 * A copy of a report, or of a part of one, in which every text is safe for a terminal. The outputs for people start from it, so that no
 * section has to think of it: a text is foreign wherever it came through, also in the middle of a sentence of ours.
 */
export function printableReport<Foreign>(report: Foreign): Foreign {
  return safe(report, '') as Foreign;
}

function safe(value: unknown, key: string): unknown {
  if (typeof value === 'string') return safeText(value, key);
  if (Array.isArray(value)) return value.map((item) => safe(item, key));
  if (typeof value !== 'object' || value === null) return value;
  // Words that are made when they are read are no entries.
  if ('toJSON' in value && typeof value.toJSON === 'function') return safe(value.toJSON(), key);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, safe(item, name)]));
}

function safeText(text: string, key: string): string {
  if (key === 'command') return printableCommand(text, { max: MAX_BLOCK });
  if (key === 'hint') return printableLines(text, { max: MAX_BLOCK });
  return PROSE.has(key) ? printable(text, { max: MAX_PROSE }) : printable(text);
}
