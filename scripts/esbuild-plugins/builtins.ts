import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * `import 'node:http'` from an ES module makes Node copy all of its exports, which evaluates lazy ones such as
 * `http.WebSocket` and loads Node's undici: 20 ms and more. process.getBuiltinModule() gives the module as it is.
 * Only for ES module output; CommonJS output requires built-in modules anyway.
 */
export const builtins: Plugin = {
  name: 'builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace: 'builtin' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)});`,
      loader: 'js',
    }));
  },
};
