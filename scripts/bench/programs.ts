import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFolder, executable } from '../build/paths.ts';

/** The programs that are measured. `npm run build` makes ours. */
export const ours = {
  executable: [executable],
  bundle: [process.execPath, join(bundleFolder, 'kubectl-envaudit')],
};

/** ENVAUDIT_KUBECTL, or the one on PATH. */
export const kubectl = process.env['ENVAUDIT_KUBECTL'] ?? 'kubectl';

/** An empty script on the Node that is in the executable: what no program on it can undercut. */
export function emptyScript(): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'envaudit-bench-')), 'empty.cjs');
  writeFileSync(file, '');
  return [process.execPath, file];
}
