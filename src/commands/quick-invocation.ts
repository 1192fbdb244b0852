import type { Invocation } from './invocation.ts';
import { quickParse } from './quick-parse.ts';
import { VERBS } from './verbs.ts';

/**
 * What a command line of the verbs that are typed during an incident means, when it is plainly right; undefined for
 * all others, which yargs judges.
 */
export async function quickInvocation(argv: readonly string[]): Promise<Invocation | undefined> {
  const [verb, ...rest] = argv;
  if (verb === 'scan') return scan(rest);
  return argv.some((word) => VERBS.has(word)) ? undefined : audit(argv);
}

async function audit(argv: readonly string[]): Promise<Invocation | undefined> {
  const { auditFlags, auditOptions } = await import('./audit/command.ts');
  const quick = quickParse(argv, auditFlags);
  if (quick === undefined) return undefined;
  return { verb: 'audit', options: auditOptions({ ...quick.parsed, target: quick.positionals }) };
}

async function scan(argv: readonly string[]): Promise<Invocation | undefined> {
  // `--probe` takes a number or nothing, which only yargs knows; so does it know help and wrong words.
  if (argv.some((word) => HELP.has(word) || word.startsWith('--probe'))) return undefined;
  const { scanFlags, scanOptions } = await import('./scan/command.ts');
  const quick = quickParse(argv, scanFlags);
  if (quick === undefined || quick.positionals.length > 0) return undefined;
  return { verb: 'scan', options: scanOptions(quick.parsed) };
}

const HELP: ReadonlySet<string> = new Set(['--help', '-h']);
