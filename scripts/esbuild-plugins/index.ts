import type { Plugin } from 'esbuild';
import { base64File } from './base64-file.ts';
import { builtins } from './builtins.ts';
import { clientNode } from './client-node.ts';
import { ink } from './ink.ts';
import { inkLines } from './ink-lines.ts';
import { lazySegmenter } from './lazy-segmenter.ts';
import { openapi } from './openapi.ts';
import { oneStringWidth } from './one-string-width.ts';
import { rawText } from './raw-text.ts';
import type { ModuleRewrite } from './rewrite-module.ts';
import { rewriteModule } from './rewrite-module.ts';

/** Every change that the build makes to a dependency's text. */
export const rewrites: ModuleRewrite[] = [...lazySegmenter, ...clientNode, ...ink, ...inkLines];

/** All plugins. `root` is the folder of package.json. */
export function plugins(root: string): Plugin[] {
  return [builtins, rawText, base64File, openapi, oneStringWidth(root), ...rewrites.map(rewriteModule)];
}
