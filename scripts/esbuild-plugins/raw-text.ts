import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { transform } from 'esbuild';

/** Imports `FILE?raw` as text. Programs lose what only readers need: they travel in the arguments of an exec. */
export const rawText: Plugin = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(/\?raw$/, '')),
      namespace: 'raw-text',
    }));
    build.onLoad({ filter: /.*/, namespace: 'raw-text' }, async ({ path }) => ({
      contents: await shorten(path, await readFile(path, 'utf8')),
      loader: 'text',
      watchFiles: [path],
    }));
  },
};

/** A program without comments; JavaScript is minified, other languages only lose full-line comments and empty lines. */
export async function shorten(path: string, text: string): Promise<string> {
  const extension = extname(path);
  if (extension === '.cjs') {
    // Old runtimes are what the tool is for: nothing newer than the source's own syntax may appear.
    const { code } = await transform(text, {
      minify: true,
      target: 'node8',
      platform: 'node',
      format: undefined,
    });
    return code;
  }
  const comment = LINE_COMMENTS[extension];
  return comment === undefined ? text : dropLines(path, text, comment);
}

const LINE_COMMENTS: Record<string, RegExp> = {
  '.sh': /^\s*#/,
  '.bash': /^\s*#/,
  '.py': /^\s*#/,
  '.rb': /^\s*#/,
  '.pl': /^\s*#/,
  '.php': /^\s*(#|\/\/)/,
  '.java': /^\s*\/\//,
};

function dropLines(path: string, text: string, comment: RegExp): string {
  // Inside a here-document or a multi-line string such a line is data.
  const multiline = /<<[-~]?['"]?[A-Za-z_]|"""|'''|^=begin/m.exec(text);
  if (multiline) throw new Error(`${path}: comments cannot be dropped safely next to ${multiline[0]}`);
  const kept = text.split('\n').filter((line) => line.trim() !== '' && !comment.test(line));
  return `${kept.join('\n')}\n`;
}
