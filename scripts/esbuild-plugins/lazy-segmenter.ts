import type { ModuleRewrite } from './rewrite-module.ts';

/** Printable ASCII and what reports and tables are set with, as a character class: each takes one column. */
export const NARROW = String.raw`\u0020-\u007E\u00A1-\u00AC\u00AE-\u017F\u2010-\u2027\u2190-\u2193\u2500-\u259F\u25CB\u25CF\u2713-\u2718`;

/**
 * `new Intl.Segmenter()` loads ICU's break data (8 to 17 ms), and compiling `\p{RGI_Emoji}` takes another 10 ms; both
 * are needed only for text that is not plain ASCII. Made on first use, they cost the common case nothing. Without one of
 * these the first frame of the terminal UI takes so much more CPU (least of 13 starts each, on a busy machine, where all but
 * the first lie within the spread): string-width 65 ms, ansi-tokenize, wrap-ansi and Ink's line-update 13 each, slice-ansi 8.
 */
export const lazySegmenter: ModuleRewrite[] = [
  {
    name: 'lazy-segmenter',
    package: 'string-width',
    file: 'index.js',
    edits: [
      {
        find: /if \(\/\^\[\\u0020-\\u007E\]\*\$\/\.test\(string\)\) \{/,
        replace: `if (/^[${NARROW}]*$$/.test(string) && (ambiguousIsNarrow || /^[ -~]*$$/.test(string))) {`,
      },
      { find: /const segmenter = new Intl\.Segmenter\(\);/, replace: 'let segmenter;' },
      { find: /segmenter\.segment\(/, replace: '(segmenter ??= new Intl.Segmenter()).segment(' },
      { find: /const rgiEmojiRegex = \/(.*)\/v;/, replace: 'let rgiEmojiRegex;' },
      {
        find: /rgiEmojiRegex\.test\(/,
        replace: String.raw`(rgiEmojiRegex ??= new RegExp('^\\p{RGI_Emoji}$$', 'v')).test(`,
      },
    ],
  },
  {
    name: 'lazy-segmenter',
    package: 'wrap-ansi',
    file: 'index.js',
    edits: [
      { find: /const segmenter = new Intl\.Segmenter\(\);/, replace: 'let segmenter;' },
      { find: /segmenter\.segment\(/, replace: '(segmenter ??= new Intl.Segmenter()).segment(' },
    ],
  },
  {
    // Each line of a frame of the terminal UI goes through it.
    name: 'lazy-segmenter',
    package: '@alcalzone/ansi-tokenize',
    file: 'build/tokenize.js',
    edits: [
      {
        find: /const segmenter = new Intl\.Segmenter\(undefined, \{ granularity: "grapheme" \}\);/,
        replace: `let segmenter;
const oneEach = /^[\\n\\u001B${NARROW}]*$$/;
function segmentsOf(text) {
  if (oneEach.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  return (segmenter ??= new Intl.Segmenter()).segment(text);
}`,
      },
      { find: /segmenter\.segment\(str\)/, replace: 'segmentsOf(str)' },
    ],
  },
  {
    // Asked where a line is too long.
    name: 'lazy-segmenter',
    package: 'slice-ansi',
    file: 'tokenize-ansi.js',
    edits: [
      {
        find: /const GRAPHEME_SEGMENTER = new Intl\.Segmenter\(undefined, \{granularity: 'grapheme'\}\);/,
        replace: `let segmenter;
const GRAPHEME_SEGMENTER = { segment: text => (segmenter ??= new Intl.Segmenter()).segment(text) };`,
      },
    ],
  },
  {
    name: 'lazy-segmenter',
    package: 'ink',
    file: 'build/line-update.js',
    edits: [
      {
        find: /const segmenter = new Intl\.Segmenter\(undefined, \{ granularity: 'grapheme' \}\);/,
        replace: 'let segmenter;',
      },
      {
        find: /const previousSegments = segmenter\.segment\(/,
        replace: 'const previousSegments = (segmenter ??= new Intl.Segmenter()).segment(',
      },
    ],
  },
];
