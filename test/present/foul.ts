import * as fc from 'fast-check';

/** Pieces that somebody may put into a name to get at whoever reads the report. */
const PIECES = [
  'web',
  '=cmd()',
  '|',
  '`',
  '\\',
  '<script>',
  ']]>',
  '&amp;',
  '"',
  "'",
  '\u001b[2J',
  '\u202e',
  '\u0000',
  '\r\n',
  '\u2028',
  '\ud800',
  '\uffff',
  '$(rm)',
  '日本',
  '{{',
];

/** A text of such pieces. */
export const foulText = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

/** A copy of the report in which every text that equals `from` is `to`. */
export function replaced<Report>(report: Report, from: string, to: string): Report {
  return JSON.parse(JSON.stringify(report), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(from, () => to) : value,
  ) as Report;
}
