import { createRequire, runMain } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { constants, runInThisContext } from 'node:vm';

/**
 * Does what `node` does with these arguments, as far as containers of the demo need it: `-v`, `-e CODE`, `-p CODE`,
 * a program on standard input (`-` or none), a file, each after modules to `--require`. `process.argv` becomes what the
 * program expects. Other flags are left out of account.
 */
export function runAsNode(args: string[]): void {
  const { mode, text, required, rest } = parse(args);
  if (mode === 'version') {
    process.stdout.write(`${process.version}\n`);
    return;
  }
  const isFile = mode === 'file';
  process.argv = [process.execPath, ...(isFile ? [resolve(text)] : []), ...rest];
  const require = createRequire(`${process.cwd()}/[eval]`);
  for (const name of required) require(name);
  // As https://nodejs.org/api/module.html calls it: what `node FILE` runs.
  if (isFile) return runMain();
  Object.assign(globalThis, { require, __filename: '[eval]', __dirname: '.' });
  const result: unknown = runInThisContext(mode === 'input' ? readFileSync(0, 'utf8') : text, {
    filename: '[eval]',
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (mode === 'print') process.stdout.write(`${typeof result === 'string' ? result : inspect(result)}\n`);
}

interface Invocation {
  mode: 'version' | 'eval' | 'print' | 'input' | 'file';
  /** The code, or the name of the file. */
  text: string;
  required: string[];
  rest: string[];
}

function parse(args: string[]): Invocation {
  const required: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [name = '', value] = splitFlag(args[index] ?? '');
    const after = args.slice(index + 1);
    if (name === '-v' || name === '--version') return { mode: 'version', text: '', required, rest: [] };
    if (EVAL.has(name)) {
      const mode = name.startsWith('-p') || name === '--print' ? 'print' : 'eval';
      return { mode, text: after[0] ?? '', required, rest: withoutSeparator(after.slice(1)) };
    }
    if (name === '-') return { mode: 'input', text: '', required, rest: ['-', ...after] };
    if (!name.startsWith('-')) return { mode: 'file', text: args[index] ?? '', required, rest: after };
    if (REQUIRE.has(name)) required.push(value ?? after[0] ?? '');
    if (value === undefined && (REQUIRE.has(name) || OTHERS_WITH_VALUE.has(name))) index++;
  }
  return { mode: 'input', text: '', required, rest: [] };
}

const EVAL = new Set(['-e', '--eval', '-p', '--print', '-pe']);
const REQUIRE = new Set(['-r', '--require']);
/** Those whose value may be an argument of its own: it is no program. https://nodejs.org/api/cli.html */
const OTHERS_WITH_VALUE = new Set(['-C', '--conditions', '--import', '--input-type', '--title']);

function splitFlag(argument: string): string[] {
  const [name = '', ...value] = argument.startsWith('--') ? argument.split('=') : [argument];
  return value.length === 0 ? [name] : [name, value.join('=')];
}

function withoutSeparator(args: string[]): string[] {
  return args[0] === '--' ? args.slice(1) : args;
}
