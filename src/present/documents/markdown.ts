import { printable, printableCommand } from '../text.ts';

/** Longer commands are cut, and say so. */
const LONGEST_COMMAND = 4000;

/** What a cell of a table shows: text, or a name that is set as code. */
export type MarkdownCell = string | number | { code: string };

/**
 * A table as GitHub writes them (https://github.github.com/gfm/#tables-extension-); columns whose heading ends in `:` are
 * set to the right. Texts of cells are foreign and come out as text.
 */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly MarkdownCell[])[],
): string[] {
  const heads = header.map((head) => head.replace(/:$/, ''));
  return [
    tableRow(heads.map(escapeMarkdown)),
    tableRow(header.map((head) => (head.endsWith(':') ? '---:' : '---'))),
    ...rows.map((row) => tableRow(row.map(cellText))),
  ];
}

/** What means something to a reader of Markdown, anywhere or at the beginning of a line. */
const MARKUP = /[\\`*_[\]~$&<>|]|@+|:(?=\/\/)|(?<=\bwww)\.|^#|^[-+=](?=[-+=\s]|$)|(?<=^\d+)[.)](?=\s|$)/gi;
const AS_ENTITY: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  ':': '&#58;',
  '.': '&#46;',
};

/** Foreign text that no reader of Markdown takes for markup, HTML, a link or a mention. One line. */
export function escapeMarkdown(text: string): string {
  return printable(text, { max: 1200 }).replaceAll(
    MARKUP,
    // GitHub looks for mentions in the text as it is shown, entities and all, but never in code.
    (found) => (found.startsWith('@') ? `\`${found}\`` : (AS_ENTITY[found] ?? `\\${found}`)),
  );
}

/** Foreign text as code: nothing in it means anything. */
export function markdownCode(text: string): string {
  const shown = printable(text, { max: 1200 });
  if (shown === '') return '';
  const longest = longestTicks(shown);
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return fence + gap + shown + gap + fence;
}

/** A command as a block of code that nothing in it can end. One line. */
export function markdownShell(command: string, indent = ''): string[] {
  const shown = printableCommand(command, { max: LONGEST_COMMAND });
  const fence = '`'.repeat(Math.max(2, longestTicks(shown)) + 1);
  return [`${fence}sh`, shown, fence].map((text) => indent + text);
}

function longestTicks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

function cellText(cell: MarkdownCell): string {
  if (typeof cell === 'number') return String(cell);
  // A table is cut into cells before its code is read, so that pipes are escaped there, too.
  if (typeof cell !== 'string') {
    // Readers do not agree on a backslash in front of such a pipe.
    const ambiguous = cell.code.includes('\\|');
    return ambiguous ? escapeMarkdown(cell.code) : markdownCode(cell.code).replaceAll('|', String.raw`\|`);
  }
  return escapeMarkdown(cell);
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
