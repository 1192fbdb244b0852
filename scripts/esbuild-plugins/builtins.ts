import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Takes Node's built-in modules from process.getBuiltinModule(), and of each only the names that are used.
 *
 * `import 'node:http'` from an ES module makes Node copy all of its exports, which evaluates lazy ones such as
 * `http.WebSocket` and loads Node's undici: 20 ms and more. esbuild's own way for CommonJS output copies them too, once
 * for each file that imports them: 14 ms for the main job.
 */
export const builtins: Plugin = {
  name: 'builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      const namespace = kind === 'require-call' ? 'builtin-required' : 'builtin-imported';
      return { path: path.startsWith('node:') ? path : `node:${path}`, namespace, sideEffects: false };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin-required' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
    build.onLoad({ filter: /.*/, namespace: 'builtin-imported' }, ({ path }) => ({
      contents: asEsModule(path),
      loader: 'js',
    }));
  },
};

/** A module that exports each name on its own, so that esbuild drops those that nobody imports. */
function asEsModule(path: string): string {
  const names = Object.keys(process.getBuiltinModule(path) as object).filter((name) => /^\w+$/.test(name));
  return [
    `const module = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`,
    'const get = (name) => module[name];',
    'export default module;',
    ...names
      .filter((name) => name !== 'default')
      .map((name) => `const _${name} = /* @__PURE__ */ get('${name}');`),
    `export { ${names
      .filter((name) => name !== 'default')
      .map((name) => `_${name} as ${name}`)
      .join(', ')} };`,
  ].join('\n');
}
