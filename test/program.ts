import { join } from 'node:path';
import { bundleFolder, executable } from '../scripts/build/paths.ts';

/** The command line as argv begins with it. */
export type Program = readonly string[];

/** What is shipped: ENVAUDIT_BIN, or dist/kubectl-envaudit. */
export const EXECUTABLE = process.env['ENVAUDIT_BIN'] ?? executable;

/** The folder for machines with Node, run by this one. */
export const BUNDLE: Program = [process.execPath, join(bundleFolder, 'kubectl-envaudit')];

/** What the tests run: the executable; where the build makes none that runs as it is (macOS wants it signed), the bundle. */
export const PROGRAM: Program =
  process.platform === 'linux' || process.env['ENVAUDIT_BIN'] !== undefined ? [EXECUTABLE] : BUNDLE;
