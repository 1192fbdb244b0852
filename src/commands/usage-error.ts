import { type EnvauditError, usage } from '../errors.ts';
import { VERBS } from './verbs.ts';

/** What yargs says of a command line, in kubectl's words and with the words as they were typed. */
export function usageError({ message }: Error, argv: readonly string[]): EnvauditError {
  return usage(worded(message, argv), seeHelp(argv));
}

/** What to do where nothing better is known: `See 'kubectl envaudit scan --help' for usage.` */
export function seeHelp(argv: readonly string[]): string {
  const verb = argv.find((word) => VERBS.has(word) && !word.startsWith('-'));
  return `See 'kubectl envaudit ${verb === undefined ? '' : `${verb} `}--help' for usage.`;
}

function worded(message: string, argv: readonly string[]): string {
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1];
  if (unknown !== undefined) {
    return [...new Set(unknown.split(', ').map((name) => unknownWord(name, argv)))].join(', ');
  }
  const needing = /^Not enough arguments following: (.*)$/s.exec(message)?.[1];
  if (needing !== undefined) return `flag needs an argument: ${flagOf(needing, argv) ?? needing}`;
  const [, flag, given, choices] = /Argument: ([\w-]+), Given: (.*), Choices: (.*)$/s.exec(message) ?? [];
  return flag === undefined
    ? lowerCase(message)
    : `invalid value ${given} for --${flag}; choices: ${choices}`;
}

function unknownWord(name: string, argv: readonly string[]): string {
  const flag = flagOf(name, argv);
  if (flag === undefined) return `unknown command or argument: ${name}`;
  return `unknown ${flag.startsWith('-') ? 'flag' : 'shorthand flag'}: ${flag}`;
}

/** A flag as it was typed, without its value: `--nope`, `'z' in -xz`; undefined for what is none. */
function flagOf(name: string, argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const isLong = (word: string): boolean =>
    [name, `no-${name}`].some((known) => word === `--${known}` || word.startsWith(`--${known}=`));
  const long = words.find(isLong);
  if (long !== undefined) return long.split('=')[0];
  const short = words.find((word) => /^-[^-]/.test(word) && word.split('=')[0]!.includes(name, 1));
  return short === undefined || name.length !== 1 ? undefined : `'${name}' in ${short.split('=')[0]}`;
}

function lowerCase(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
