/**
 * Whether the locale says that text is not UTF-8, as `LC_ALL=C` does: the first of LC_ALL, LC_CTYPE and LANG that is set
 * decides. Where none is set, as in most containers, nothing is known of the terminal, and UTF-8 is taken for granted.
 * https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/V1_chap08.html#tag_08_02
 */
export function wantsAscii(env: NodeJS.ProcessEnv): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return Boolean(locale) && !/utf-?8/i.test(locale ?? '');
}

/**
 * The text in ASCII: lines, boxes, bars, bullets, arrows and quotes by their look, letters without their accents, `?` for
 * all else. Columns stay where they are, and no line becomes wider than `columns`, or than it is.
 */
export function toAscii(text: string, columns: number): string {
  // Nothing to do for most lines of most texts.
  if (isAscii(text)) return text;
  return text
    .split('\n')
    .map((line) => (isAscii(line) ? line : asciiLine(line, columns)))
    .join('\n');
}

function asciiLine(line: string, columns: number): string {
  const wide = spelled(line);
  return widthOf(wide) <= Math.max(columns, widthOf(line)) ? wide : line.replaceAll(OTHERS, narrow);
}

/** With signs of several characters, for which blanks behind them make room. */
function spelled(line: string): string {
  let debt = 0;
  return line.replaceAll(PARTS, (part) => {
    if (part.startsWith(' ')) {
      const paid = Math.min(debt, part.length - 1);
      debt -= paid;
      return part.slice(paid);
    }
    const sign = WIDE[part];
    debt += sign === undefined ? 0 : sign.length - 1;
    return sign ?? narrow(part);
  });
}

/** As many columns as the character has. */
function narrow(character: string): string {
  const known = NARROW[character];
  if (known !== undefined) return known;
  for (const [pattern, sign] of SHAPES) if (pattern.test(character)) return sign;
  const letter = character.normalize('NFKD').replaceAll(/[^ -~]/g, '');
  if (TWO_COLUMNS.test(character)) return letter === '' ? '??' : letter.padEnd(2).slice(0, 2);
  return letter.slice(0, 1) || (/^\p{M}$/u.test(character) ? '' : '?');
}

const WIDE: Readonly<Record<string, string>> = { '…': '...', '→': '->', '←': '<-', '≤': '<=', '≥': '>=' };

const NARROW: Readonly<Record<string, string>> = {
  '…': '.',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '≤': '<',
  '≥': '>',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  µ: 'u',
  '·': '*',
  '•': '*',
  '✓': 'v',
  '✔': 'v',
  '✗': 'x',
  '✘': 'x',
  // A sparkline, https://www.unicode.org/charts/PDF/U2580.pdf
  '▁': '_',
  '▂': '.',
  '▃': '-',
  '▄': '=',
  '▅': '+',
  '▆': '*',
  '▇': '%',
};

/** Of these the look tells. https://www.unicode.org/charts/PDF/U2500.pdf and U2580.pdf, U25A0.pdf, U2800.pdf */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // The full parts of a bar are heavy, its empty ones light.
  [/[━╸╺╾╼]/, '='],
  [/[─┄┈╌╴╶═]/, '-'],
  [/[│┃┆┇┊┋╎╏╵╷║]/, '|'],
  [/[\u2500-\u257f]/, '+'],
  [/[░]/, '.'],
  [/[\u2580-\u259f\u25a0]/, '#'],
  [/[▶▷►▸▹❯]/, '>'],
  [/[◀◁◄◂◃❮]/, '<'],
  [/[▲△▴▵]/, '^'],
  [/[▼▽▾▿]/, 'v'],
  [/[\u25a0-\u25ff\u2800-\u28ff]/, '*'],
];

const TWO_COLUMNS =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const OTHERS = /[^\u0000-\u007f]/gu;
const PARTS = / {2,}|[^\u0000-\u007f]/gu;

function isAscii(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text);
}

/** Columns without the codes of colours. */
function widthOf(line: string): number {
  return line.replaceAll(/\u001b\[[\d;]*m/g, '').length;
}
