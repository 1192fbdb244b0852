/** A shell program without indentation, comment lines and empty lines: `read` takes it byte by byte. */
export function compactShell(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
}

/** Text as one line that `printf %b` turns back. */
export function oneLine(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
