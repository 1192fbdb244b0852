import { packedSchemas } from '../scripts/openapi-schemas.ts';

const NAME = 'virtual:openapi-schemas';

/** What the build's openapi plugin does, for vitest. */
export const openapi = {
  name: 'openapi',
  enforce: 'pre' as const,
  resolveId: (id: string): string | undefined => (id === NAME ? `\0${NAME}` : undefined),
  load: async (id: string): Promise<string | undefined> =>
    id === `\0${NAME}` ? `export default ${JSON.stringify(await packedSchemas())}` : undefined,
};
