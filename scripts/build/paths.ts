import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, and what the build writes. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const dist = join(root, 'dist');
/** The plain bundle, for machines with Node. */
export const bundleFolder = join(dist, 'bundle');
/** The single executable for this machine. */
export const executable = join(
  dist,
  process.platform === 'win32' ? 'kubectl-envaudit.exe' : 'kubectl-envaudit',
);
/** What can be made again and should not be made each time. */
export const cache = join(root, 'node_modules/.cache/envaudit');
