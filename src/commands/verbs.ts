/** The words that are verbs and not targets. */
export const VERBS: ReadonlySet<string> = new Set([
  'diagnose',
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
