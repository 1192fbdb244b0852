import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { plugins } from '../esbuild-plugins/index.ts';
import { root } from './paths.ts';

/** Options for bundling the program; `define` has the constants of src/build-constants.d.ts. */
export function esbuildOptions(
  format: 'esm' | 'cjs',
  define: Record<string, string>,
): BuildOptions & { metafile: true; write: false } {
  return {
    ...FORMATS[format],
    format,
    absWorkingDir: root,
    entryPoints: { cli: join(root, 'src/cli.ts') },
    outdir: join(root, 'dist'),
    bundle: true,
    platform: 'node',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
    plugins: plugins(root),
    define: { 'process.env.NODE_ENV': '"production"', ...FORMATS[format].define, ...define },
  };
}

const FORMATS = {
  // For the bundle: one file per part that is loaded on demand.
  esm: {
    target: 'node22',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    define: {},
  },
  // For the executable: one file, of which V8's code cache is kept.
  cjs: {
    target: 'node26',
    splitting: false,
    outExtension: { '.js': '.cjs' },
    banner: { js: "const __moduleUrl=process.getBuiltinModule('url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': '__moduleUrl' },
  },
} as const;
