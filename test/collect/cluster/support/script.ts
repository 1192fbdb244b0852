import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './connect-to.ts';

/** An executable shell script for one test; gives its path. */
export function script(name: string, body: string, folder = temporaryFolder()): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}
