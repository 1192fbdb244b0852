import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../scripts/check-node.cjs');

/** What the script says on a machine with this Node, and its exit code. */
function check(version: string): { said: string; exitCode?: number } {
  let said = '';
  const process = {
    version: `v${version}`,
    versions: { node: version },
    platform: 'freebsd',
    arch: 'x64',
    stderr: { write: (text: string) => void (said += text) },
  };
  runInNewContext(readFileSync(file, 'utf8'), { process, require: createRequire(file) });
  return { ...process, said };
}

test.each(['22.19.0', '22.20.1', '24.0.0', '26.10.0'])(
  'Node %s is enough, and nothing is said',
  (version) => {
    const { said, exitCode } = check(version);
    expect({ said, exitCode }).toEqual({ said: '', exitCode: undefined });
  },
);

test.each(['0.12.18', '18.20.4', '20.20.2', '22.18.0'])(
  'Node %s is told to be too old, and what to do',
  (version) => {
    const { said, exitCode } = check(version);
    expect(exitCode).toBe(1);
    expect(said).toContain(
      `need Node.js 22.19 or newer, and 26 to build the executable; this is v${version}.`,
    );
    expect(said).toMatch(/For freebsd on x64 none came\. Install a newer Node\.js, and run npm ci again/);
  },
);
