import type { Script } from 'node:vm';
import type * as Commands from '../../../src/commands/index.ts';

/** What makes a function of a CommonJS module's text. */
export const WRAPPER = ['(function(exports,require,module,__filename){', '\n})'] as const;

type Wrapped = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: object },
  filename: string,
) => void;

/** Runs the text of src/commands/index.ts with all that it imports, and gives its exports. */
export function runProgram(script: Script, require: (name: string) => unknown): typeof Commands {
  const module = { exports: {} };
  (script.runInThisContext() as Wrapped)(module.exports, require, module, process.execPath);
  return module.exports as typeof Commands;
}
