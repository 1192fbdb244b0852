import { getRawAsset } from 'node:sea';
import { Script } from 'node:vm';
import { runProgram } from './run-program.ts';

/**
 * In the executable this stands in the place of src/commands/index.ts: the program is a script of its own beside the
 * entry, with the code that V8 had made of it by the time a first screen was drawn (see warm-up.ts). V8 checks that the
 * code is its own, and compiles the text where it is not.
 */
export const { run } = runProgram(
  // UTF-16 is what V8 has texts in; 3 MB of UTF-8 take 5 ms to read.
  new Script(Buffer.from(getRawAsset('program')).toString('utf16le'), {
    filename: 'program.cjs',
    cachedData: new Uint8Array(getRawAsset('code')),
  }),
  // The one of the executable, which knows Node's own modules and no files.
  require,
);
