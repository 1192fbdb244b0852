/** Rows that a text takes on a terminal of so many columns, which wraps what is longer. */
export function rowsOn(text: string, columns: number): number {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / columns)), 0);
}
