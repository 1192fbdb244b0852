import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { runInThisContext } from 'node:vm';

/**
 * Does what `node` does with these arguments, as far as containers of the demo need it: `-v`, `-e CODE`, `-p CODE`,
 * a program on standard input (`-` or none), a file. `process.argv` becomes what the program expects. Other flags are
 * left out of account.
 */
export function runAsNode(args: string[]): void {
  const { mode, code, rest } = parse(args);
  if (mode === 'version') {
    process.stdout.write(`${process.version}\n`);
    return;
  }
  process.argv = [process.execPath, ...rest];
  Object.assign(globalThis, { require: createRequire(`${process.cwd()}/[eval]`), __filename: '[eval]' });
  const result: unknown = runInThisContext(code, { filename: mode === 'file' ? (rest[0] ?? '') : '[eval]' });
  if (mode === 'print') process.stdout.write(`${typeof result === 'string' ? result : inspect(result)}\n`);
}

interface Invocation {
  mode: 'version' | 'eval' | 'print' | 'file';
  code: string;
  rest: string[];
}

function parse(args: string[]): Invocation {
  let mode: Invocation['mode'] | undefined;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (argument === '-v' || argument === '--version') return { mode: 'version', code: '', rest: [] };
    if (['-e', '--eval', '-p', '--print', '-pe'].includes(argument)) {
      mode = argument.startsWith('-p') || argument === '--print' ? 'print' : 'eval';
      return { mode, code: args[index + 1] ?? '', rest: withoutSeparator(args.slice(index + 2)) };
    }
    if (argument === '-')
      return { mode: 'eval', code: readFileSync(0, 'utf8'), rest: ['-', ...args.slice(index + 1)] };
    if (!argument.startsWith('-'))
      return { mode: 'file', code: readFileSync(argument, 'utf8'), rest: args.slice(index) };
  }
  return { mode: 'eval', code: readFileSync(0, 'utf8'), rest: [] };
}

function withoutSeparator(args: string[]): string[] {
  return args[0] === '--' ? args.slice(1) : args;
}
