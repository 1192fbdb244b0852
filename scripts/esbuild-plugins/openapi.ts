import type { Plugin } from 'esbuild';
import { packedSchemas } from '../openapi-schemas.ts';

/** Imports `virtual:openapi-schemas`, the schemas that the demo's server tells `kubectl explain`. */
export const openapi: Plugin = {
  name: 'openapi',
  setup(build) {
    build.onResolve({ filter: /^virtual:openapi-schemas$/ }, ({ path }) => ({ path, namespace: 'openapi' }));
    build.onLoad({ filter: /.*/, namespace: 'openapi' }, async () => ({
      contents: await packedSchemas(),
      loader: 'text',
    }));
  },
};
