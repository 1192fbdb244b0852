/** Below it no description would fit beside its flag. */
const NARROWEST = 40;
const DEFAULT_COLUMNS = 80;
/** Of a description that stands below its flag, because there is no room beside it. */
const BELOW = 8;

/** The width of help: COLUMNS, as in other programs, or the terminal's; 80 where neither is known. */
export function helpColumns(env: NodeJS.ProcessEnv, columns: number | undefined): number {
  const wanted = Number(env['COLUMNS']);
  return Math.max(NARROWEST, Number.isInteger(wanted) && wanted > 0 ? wanted : (columns ?? DEFAULT_COLUMNS));
}

/**
 * Help with a line for each flag, wrapped at this width: what is behind a flag, which begins behind a gap of two blanks,
 * goes on below itself.
 */
export function wrapHelp(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (line.length <= columns ? line : wrapLine(line, columns)))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  const [, flag = '', description = line.trim()] = /^(\s*\S.*?\s{2,})(\S.*)$/.exec(line) ?? [];
  const indent = flag === '' ? line.length - line.trimStart().length : flag.length;
  if (indent > columns / 2) {
    return [flag.trimEnd(), ...filled(description, BELOW, columns)].join('\n');
  }
  const [first = '', ...rest] = filled(description, indent, columns);
  return [flag === '' ? first : flag + first.trimStart(), ...rest].join('\n');
}

/** Lines of words behind an indent; a word that is too long has a line of its own. What stands in brackets stays whole. */
function filled(description: string, indent: number, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of description.match(/\[[^\]]*\](?=\s|$)|\S+/g) ?? []) {
    if (line !== '' && indent + line.length + 1 + word.length > columns) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each);
}
