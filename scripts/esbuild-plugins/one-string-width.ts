import type { Plugin } from 'esbuild';

/**
 * cliui (yargs' tables) brings string-width 7 and wrap-ansi 9 of its own, which segment every string, also plain ASCII.
 * Give it the versions that the rest of the program has: 8 ms and 100 KB less.
 */
export function oneStringWidth(root: string): Plugin {
  return {
    name: 'one-string-width',
    setup(build) {
      build.onResolve({ filter: /^(string-width|wrap-ansi)$/ }, ({ path, kind, pluginData }) => {
        if (pluginData === oneStringWidth) return undefined;
        return build.resolve(path, { kind, resolveDir: root, pluginData: oneStringWidth });
      });
    },
  };
}
