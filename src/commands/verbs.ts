/** The words that are verbs and not targets. */
export const VERBS: ReadonlySet<string> = new Set([
  'scan',
  'compare',
  'lint',
  'report',
  'demo',
  'version',
  'help',
  '--help',
  '-h',
]);
