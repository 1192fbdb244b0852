import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** A change to the text of one module of a dependency, made while bundling. */
export interface ModuleRewrite {
  /** Name of the plugin, for messages. */
  name: string;
  package: string;
  /** Path inside the package, with forward slashes. */
  file: string;
  /** Each `find` must be there, exactly once; `$1` and the like work as in String.replace. */
  edits: { find: RegExp; replace: string }[];
}

/**
 * An esbuild plugin that edits one module of a dependency. The build fails when an edit finds nothing to do, and when
 * the package is bundled without that module: both mean that the dependency changed and the rewrite must be looked at.
 */
export function rewriteModule(rewrite: ModuleRewrite): Plugin {
  return {
    name: rewrite.name,
    setup(build) {
      build.initialOptions.metafile = true;
      let rewritten = false;
      build.onStart(() => {
        rewritten = false;
      });
      build.onLoad({ filter: fileFilter(rewrite) }, async ({ path }) => {
        rewritten = true;
        return { contents: applyEdits(rewrite, await readFile(path, 'utf8')), loader: 'js' };
      });
      build.onEnd((result) => {
        const folder = `node_modules/${rewrite.package}/`;
        const inputs = Object.keys(result.metafile?.inputs ?? {});
        if (rewritten || !inputs.some((input) => input.includes(folder))) return {};
        return {
          errors: [{ text: `${rewrite.package} no longer has ${rewrite.file}; see ${rewrite.name}` }],
        };
      });
    },
  };
}

/** The edited text. Throws when an edit matches no place, or more than one. */
export function applyEdits({ name, package: owner, file, edits }: ModuleRewrite, text: string): string {
  let result = text;
  for (const { find, replace } of edits) {
    const places = [...result.matchAll(new RegExp(find.source, `${find.flags}g`))].length;
    if (places !== 1) {
      throw new Error(`${name}: expected one place like ${find.source} in ${owner}/${file}, found ${places}`);
    }
    result = result.replace(find, replace);
  }
  return result;
}

function fileFilter({ package: owner, file }: ModuleRewrite): RegExp {
  const escaped = `node_modules/${owner}/${file}`
    .replaceAll('.', String.raw`\.`)
    .replaceAll('/', String.raw`[\\/]`);
  return new RegExp(`${escaped}$`);
}
