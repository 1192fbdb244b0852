import { NARROW } from './lazy-segmenter.ts';
import type { ModuleRewrite } from './rewrite-module.ts';

/**
 * Ink makes an object of each cell of the terminal, for each frame: 5,600 of them at 140x40, which is most of what a
 * frame costs. Nearly all frames are whole lines of text, one above the other. Such a line stays a text, and what became
 * of it is kept for the next frame; cells are made where texts share a line or are cut. Of Ink 8.0.0: 6 instead of 11 ms
 * of CPU from a key to the end of its frame, and some 15 ms less for the first one (5,000 rows, 140x40; the latter within the spread of a busy machine).
 */
export const inkLines: ModuleRewrite[] = [
  {
    name: 'ink-lines',
    package: 'ink',
    file: 'build/output.js',
    edits: [
      {
        find: /class OutputCaches \{/,
        replace: `const plainLine = /^[${NARROW}]*$$/;
const narrowLine = /^(?:[${NARROW}]|\\u001B\\[[\\d;]*m)*$$/;
// Lines of the last frames, as they are written to the terminal.
const drawnLines = new Map();
const normal = (text, caches) => styledCharsToString(caches.getStyledChars(text));
function drawn(text, caches) {
  if (plainLine.test(text)) return text.trimEnd();
  let line = drawnLines.get(text);
  if (line === undefined) {
    line = normal(text, caches);
    // Ink does so twice, and the second time may put the codes into another order.
    if (line !== text) line = normal(line, caches);
    line = line.trimEnd();
    if (drawnLines.size > 2000) drawnLines.clear();
    drawnLines.set(text, line);
  }
  return line;
}
class OutputCaches {`,
      },
      {
        // Most characters are; asking for the property is slow, and so is its first time.
        find: /character => !\/\^\\p\{Default_Ignorable_Code_Point\}\+\$\/u\.test\(character\.value\)/,
        replace:
          'character => plainLine.test(character.value) || !/^\\p{Default_Ignorable_Code_Point}+$$/u.test(character.value)',
      },
      {
        find: /let \{ x, y \} = operation;/,
        replace: `let { x, y } = operation;
        if (this.isWholeLine(output, operation, clip)) {
            output[y] = text;
            return;
        }`,
      },
      {
        find: /const currentLine = output\[y \+ index\];/,
        replace: 'const currentLine = this.cellsOf(output, y + index);',
      },
      {
        find: /const row = \[\];\s+for \(let x = 0; x < this\.width; x\+\+\) \{\s+row\.push\(\{\s+type: 'char',\s+value: ' ',\s+fullWidth: false,\s+styles: \[\],\s+\}\);\s+\}\s+output\.push\(row\);/,
        replace: "output.push('');",
      },
      {
        find: /^ {4}get\(\) \{/m,
        replace: `    isWholeLine(output, { x, y, text, transformers }, clip) {
        if (x !== 0 || output[y] !== '' || text.includes('\\n')) return false;
        if (transformers.some(transformer => transformer(text, 0) !== text)) return false;
        const { x1 = 0, x2 = this.width, y1 = y, y2 = y + 1 } = clip ?? {};
        // A clip drops what has no width at its edges.
        if ((clip?.x1 ?? clip?.x2) !== undefined && !narrowLine.test(text)) return false;
        return x1 <= 0 && y >= y1 && y < y2 && this.caches.getStringWidth(text) <= Math.min(x2, this.width);
    }
    cellsOf(output, y) {
        const line = output[y];
        if (typeof line !== 'string') return line;
        const row = Array.from({ length: this.width }, () => ({ type: 'char', value: ' ', fullWidth: false, styles: [] }));
        output[y] = row;
        if (line !== '') this.applyWriteOperation(output, { x: 0, y, text: line, transformers: [] });
        return row;
    }
    get() {`,
      },
      {
        find: /\.map\(line => \{\s+\/\/ See https:\/\/github\.com\/vadimdemedes\/ink\/pull\/564/,
        replace: `.map(line => {
            if (typeof line === 'string') return drawn(line, this.caches);
            // See https://github.com/vadimdemedes/ink/pull/564`,
      },
    ],
  },
  {
    // Text of ours comes with colours only, and is left as it is: 2 ms of each frame.
    name: 'ink-lines',
    package: 'ink',
    file: 'build/sanitize-ansi.js',
    edits: [
      {
        find: /const sanitizeAnsi = \(text\) => \{/,
        replace: `const saneText = /^(?:[\\n${NARROW}]|\\u001B\\[[\\d;]*m)*$$/;
const sanitizeAnsi = (text) => {
    if (saneText.test(text)) return text;`,
      },
    ],
  },
];
