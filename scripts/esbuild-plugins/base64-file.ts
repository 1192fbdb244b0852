import { resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Imports `FILE?base64` as text in base64, for small binary files. */
export const base64File: Plugin = {
  name: 'base64-file',
  setup(build) {
    build.onResolve({ filter: /\?base64$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(/\?base64$/, '')),
      namespace: 'base64-file',
    }));
    build.onLoad({ filter: /.*/, namespace: 'base64-file' }, async ({ path }) => ({
      contents: await readFile(path, 'base64'),
      loader: 'text',
      watchFiles: [path],
    }));
  },
};
